using static AiPromptGen.Tests.Prompts.Recovery.ComfyNodes;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Graphs with more than one text, and hostile ones.</summary>
[TestFixture]
public sealed class ComfyUITextsTests
{
    [Test]
    public void One_text_for_both_encoders_is_exact_and_two_are_listed()
    {
        AssertExact(
            Read(
                Sampler,
                Bad,
                Node(
                    "6",
                    """{"class_type":"CLIPTextEncodeSDXL","inputs":{"width":1024,"text_g":"a fox","text_l":"a fox","clip":["4",1]}}"""
                )
            ),
            "a fox"
        );
        var two = Read(
            Sampler,
            Bad,
            Node(
                "6",
                """{"class_type":"CLIPTextEncodeFlux","inputs":{"clip_l":"fox","t5xxl":"a fox in snow","guidance":3.5,"clip":["4",1]}}"""
            )
        );

        Assert.That(two?.Exact, Is.False);
        Assert.That(two!.Texts.Select(text => text.Text), Is.EqualTo(new[] { "fox", "a fox in snow", "blurry" }));
    }

    [TestCase("ConditioningCombine", "conditioning_1", "conditioning_2")]
    [TestCase("ConditioningConcat", "conditioning_to", "conditioning_from")]
    [TestCase("ConditioningAverage", "conditioning_to", "conditioning_from")]
    public void Several_conditionings_are_all_given_with_their_places(string kind, string first, string second)
    {
        var found = Read(
            Sampler,
            Bad,
            Node("6", $$$"""{"class_type":"{{{kind}}}","inputs":{"{{{first}}}":["11",0],"{{{second}}}":["12",0]}}"""),
            Node(
                "11",
                """{"class_type":"CLIPTextEncode","_meta":{"title":"Scene"},"inputs":{"text":"a harbor","clip":["4",1]}}"""
            ),
            Node(
                "12",
                """{"class_type":"CLIPTextEncode","_meta":{"title":"Light"},"inputs":{"text":"at dawn","clip":["4",1]}}"""
            )
        );

        Assert.That(found?.Exact, Is.False);
        Assert.That(found!.Prompt, Is.EqualTo("a harbor\nat dawn"));
        Assert.That(
            found.Texts,
            Is.EqualTo(
                new[]
                {
                    new RecoveredText("a harbor", TextRole.Positive, "Scene (node 11)"),
                    new RecoveredText("at dawn", TextRole.Positive, "Light (node 12)"),
                    new RecoveredText("blurry", TextRole.Negative, "CLIPTextEncode (node 7)"),
                }
            )
        );
    }

    [Test]
    public void A_text_of_a_region_is_told_with_its_place()
    {
        var found = Read(
            Sampler,
            Bad,
            Node(
                "6",
                """{"class_type":"GLIGENTextBoxApply","inputs":{"text":"a red kite","width":256,"height":128,"x":64,"y":32,"conditioning_to":["11",0],"clip":["4",1]}}"""
            ),
            Node("11", """{"class_type":"CLIPTextEncode","inputs":{"text":"a beach","clip":["4",1]}}""")
        );

        Assert.That(found?.Exact, Is.False);
        Assert.That(
            found!.Texts,
            Does.Contain(
                new RecoveredText("a red kite", TextRole.Region, "GLIGENTextBoxApply (node 6), region 64 32 256 128")
            )
        );
        Assert.That(found.Texts.Select(text => text.Text), Does.Contain("a beach"));
    }

    [Test]
    public void Drawn_wildcards_count_and_not_their_pattern() =>
        AssertExact(
            Read(
                Sampler,
                Bad,
                Node(
                    "6",
                    """{"class_type":"ImpactWildcardEncode","inputs":{"wildcard_text":"a {red|blue} bird","populated_text":"a blue bird","mode":"populate","model":["4",0],"clip":["4",1]}}"""
                )
            ),
            "a blue bird"
        );

    [Test]
    public void What_a_language_model_made_of_a_text_is_not_called_exact()
    {
        var found = Read(
            Sampler,
            Bad,
            Encoder("""["8",0]"""),
            Node(
                "8",
                """{"class_type":"ShowText|pysssss","inputs":{"text":["9",0],"text_0":"A weathered lighthouse on a cliff."}}"""
            ),
            Node(
                "9",
                """{"class_type":"OllamaGenerateV2","inputs":{"prompt":"Describe: a lighthouse","system":"You write prompts","model":"llama3"}}"""
            )
        );

        Assert.That(found?.Prompt, Is.EqualTo("A weathered lighthouse on a cliff."));
        Assert.That(found!.Exact, Is.False);
    }

    [Test]
    public void A_detailers_own_text_is_told_apart_from_the_pictures()
    {
        var found = Read(
            Sampler,
            Bad,
            Encoder("\"two children on a swing\""),
            Node(
                "30",
                """{"class_type":"FaceDetailer","inputs":{"steps":10,"image":["8",0],"positive":["31",0],"negative":["7",0]}}"""
            ),
            Node("31", """{"class_type":"CLIPTextEncode","inputs":{"text":"detailed face","clip":["4",1]}}""")
        );

        Assert.That((found?.Prompt, found?.Exact), Is.EqualTo(("two children on a swing", false)));
        Assert.That(found!.Texts.Single(text => text.Text == "detailed face").Role, Is.EqualTo(TextRole.Detail));
    }

    [Test]
    public void The_same_text_in_a_second_pass_changes_nothing() =>
        AssertExact(
            Read(
                Node(
                    "40",
                    """{"class_type":"KSampler","inputs":{"steps":10,"denoise":0.5,"positive":["6",0],"negative":["7",0],"latent_image":["41",0]}}"""
                ),
                Node("41", """{"class_type":"LatentUpscale","inputs":{"samples":["3",0]}}"""),
                Sampler,
                Bad,
                Encoder("\"a fox\"")
            ),
            "a fox"
        );

    [Test]
    public void Nodes_that_call_a_service_hold_their_prompt_themselves()
    {
        var found = Read(
            Node(
                "1",
                """{"class_type":"OpenAIGPTImage1","inputs":{"prompt":"a paper boat","seed":3,"quality":"low","size":"auto"}}"""
            ),
            Node("2", """{"class_type":"SaveImage","inputs":{"images":["1",0],"filename_prefix":"ComfyUI"}}""")
        );

        Assert.That(found?.Prompt, Is.EqualTo("a paper boat"));
    }

    [Test]
    public void A_placeholder_beside_a_graph_is_no_prompt()
    {
        var texts = new PictureTexts();
        texts.Add("parameters", "unknown\nNegative prompt: unknown\nSteps: 20, Sampler: euler, Seed: 5, Size: 8x8");
        texts.Add("prompt", "{" + string.Join(',', Sampler, Bad, Encoder("\"a fox\"")) + "}");

        AssertExact(MetadataReader.ReadPrompt(texts), "a fox");
    }

    [Test]
    public void Cycles_and_doubled_paths_end()
    {
        var doubled = Enumerable
            .Range(10, 60)
            .Select(n =>
                Node(
                    $"{n}",
                    $$$"""{"class_type":"ConditioningCombine","inputs":{"conditioning_1":["{{{n + 1}}}",0],"conditioning_2":["{{{n + 1}}}",0]}}"""
                )
            );
        var joined = Enumerable
            .Range(100, 60)
            .Select(n =>
                Node(
                    $"{n}",
                    $$$"""{"class_type":"JoinStrings","inputs":{"string1":["{{{n + 1}}}",0],"string2":["{{{n + 1}}}",0],"delimiter":""}}"""
                )
            );

        Assert.That(
            Read(Sampler, Bad, Node("6", """{"class_type":"Reroute","inputs":{"":["6",0]}}"""))?.Exact,
            Is.Null.Or.False
        );
        Assert.That(
            Read([Sampler, Bad, Node("6", """{"class_type":"Reroute","inputs":{"":["10",0]}}"""), .. doubled])?.Exact,
            Is.Null.Or.False
        );
        Assert.That(Read([Sampler, Bad, Encoder("""["100",0]"""), .. joined])?.Exact, Is.Null.Or.False);
    }

    [Test]
    public void A_hundred_thousand_nodes_are_read_in_part_and_said_so()
    {
        var many = Enumerable
            .Range(1_000, 100_000)
            .Select(n => Node($"{n}", $$$"""{"class_type":"CLIPTextEncode","inputs":{"text":"t{{{n}}}"}}"""));

        AssertExact(Read([Sampler, Bad, Encoder("\"a fox\""), .. many]), "a fox");
        Assert.That(Read([.. many])?.Exact, Is.Not.True);
    }
}
