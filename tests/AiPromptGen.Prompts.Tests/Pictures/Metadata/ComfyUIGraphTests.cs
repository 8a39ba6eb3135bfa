using AiPromptGen.Prompts.Pictures.Metadata;

namespace AiPromptGen.Tests.Prompts.Pictures.Metadata;

/// <summary>Graphs in the shape that ComfyUI runs them, one for each way a text can reach the sampler.</summary>
[TestFixture]
public sealed class ComfyUIGraphTests
{
    private static readonly string Sampler = Node(
        "3",
        """{"class_type":"KSampler","inputs":{"seed":5,"steps":20,"cfg":7,"positive":["6",0],"negative":["7",0],"latent_image":["5",0]}}"""
    );
    private static readonly string Bad = Node(
        "7",
        """{"class_type":"CLIPTextEncode","inputs":{"text":"blurry","clip":["4",1]}}"""
    );

    private static string Node(string id, string json) => $"\"{id}\":{json}";

    private static string Encoder(string text) =>
        $$$"""
            "6":{"class_type":"CLIPTextEncode","inputs":{"text":{{{text}}},"clip":["4",1]}}
            """;

    private static RecoveredPrompt? Read(params string[] nodes)
    {
        var texts = new PictureTexts();
        texts.Add("prompt", "{" + string.Join(',', nodes) + "}");
        return MetadataReader.ReadPrompt(texts);
    }

    private static void AssertExact(RecoveredPrompt? found, string prompt, string negative = "blurry")
    {
        Assert.That((found?.Prompt, found?.Negative, found?.Exact), Is.EqualTo((prompt, negative, true)));
        Assert.That(found!.Texts, Is.Empty);
        Assert.That(found.Generator, Is.EqualTo(PromptGenerator.ComfyUI));
    }

    [Test]
    public void Texts_are_joined_with_the_separator_of_the_graph()
    {
        AssertExact(
            Read(
                Sampler,
                Bad,
                Encoder("""["8",0]"""),
                Node(
                    "8",
                    """{"class_type":"Text Concatenate","inputs":{"delimiter":", ","clean_whitespace":"true","text_a":["9",0],"text_b":["10",0]}}"""
                ),
                Node("9", """{"class_type":"Text Multiline","inputs":{"text":" a lighthouse "}}"""),
                Node("10", """{"class_type":"PrimitiveStringMultiline","inputs":{"value":"storm at night"}}""")
            ),
            "a lighthouse, storm at night"
        );
        AssertExact(
            Read(
                Sampler,
                Bad,
                Encoder("""["8",0]"""),
                Node(
                    "8",
                    """{"class_type":"StringConcatenate","inputs":{"string_a":"a lighthouse","string_b":"in rain","delimiter":" "}}"""
                )
            ),
            "a lighthouse in rain"
        );
        AssertExact(
            Read(
                Sampler,
                Bad,
                Encoder("""["8",0]"""),
                Node(
                    "8",
                    """{"class_type":"JoinStrings","inputs":{"string1":["9",0],"string2":"blue hour","delimiter":"\\n"}}"""
                ),
                Node(
                    "9",
                    """{"class_type":"StringReplace","inputs":{"string":"a red house","find":"red","replace":"white"}}"""
                )
            ),
            "a white house\nblue hour"
        );
    }

    [Test]
    public void Texts_joined_in_an_unknown_way_are_not_called_exact()
    {
        var found = Read(
            Sampler,
            Bad,
            Encoder("""["8",0]"""),
            Node("8", """{"class_type":"SomethingNew","inputs":{"text1":"a lighthouse","text2":"storm"}}""")
        );

        Assert.That(found?.Prompt, Does.Contain("a lighthouse").And.Contain("storm"));
        Assert.That(found!.Exact, Is.False);
    }

    [TestCase("""{"class_type":"ImpactSwitch","inputs":{"select":2,"input1":["9",0],"input2":["10",0]}}""")]
    [TestCase("""{"class_type":"CR Text Input Switch","inputs":{"Input":2,"text1":["9",0],"text2":["10",0]}}""")]
    [TestCase("""{"class_type":"ComfySwitchNode","inputs":{"switch":false,"on_false":["10",0],"on_true":["9",0]}}""")]
    [TestCase("""{"class_type":"Any Switch (rgthree)","inputs":{"any_02":["10",0],"any_03":["9",0]}}""")]
    public void A_switch_lets_one_text_through(string node) =>
        AssertExact(
            Read(
                Sampler,
                Bad,
                Encoder("""["8",0]"""),
                $"\"8\":{node}",
                Node("9", """{"class_type":"String Literal","inputs":{"string":"a castle"}}"""),
                Node("10", """{"class_type":"String Literal","inputs":{"string":"a harbor"}}""")
            ),
            "a harbor"
        );

    [Test]
    public void Pipes_carry_both_sides() =>
        AssertExact(
            Read(
                Node(
                    "3",
                    """{"class_type":"KSampler","inputs":{"steps":20,"positive":["20",3],"negative":["20",4],"latent_image":["5",0]}}"""
                ),
                Node("20", """{"class_type":"FromBasicPipe","inputs":{"basic_pipe":["21",0]}}"""),
                Node("21", """{"class_type":"EditBasicPipe","inputs":{"basic_pipe":["22",0]}}"""),
                Node(
                    "22",
                    """{"class_type":"ToBasicPipe","inputs":{"model":["4",0],"clip":["4",1],"vae":["4",2],"positive":["6",0],"negative":["7",0]}}"""
                ),
                Encoder("\"a fox\""),
                Bad
            ),
            "a fox"
        );

    [Test]
    public void A_loader_that_holds_both_texts_gives_each_its_side() =>
        AssertExact(
            Read(
                Node(
                    "3",
                    """{"class_type":"KSampler (Efficient)","inputs":{"steps":20,"positive":["2",1],"negative":["2",2],"latent_image":["2",3]}}"""
                ),
                Node(
                    "2",
                    """{"class_type":"Efficient Loader","inputs":{"ckpt_name":"a.safetensors","positive":"a fox","negative":"blurry","token_normalization":"none"}}"""
                )
            ),
            "a fox"
        );

    [Test]
    public void Guiders_of_custom_samplers_are_followed()
    {
        AssertExact(
            Read(
                Node(
                    "13",
                    """{"class_type":"SamplerCustomAdvanced","inputs":{"noise":["25",0],"guider":["22",0],"sampler":["16",0],"sigmas":["17",0],"latent_image":["27",0]}}"""
                ),
                Node("22", """{"class_type":"BasicGuider","inputs":{"model":["30",0],"conditioning":["26",0]}}"""),
                Node("26", """{"class_type":"FluxGuidance","inputs":{"guidance":3.5,"conditioning":["6",0]}}"""),
                Encoder("\"a fox\"")
            ),
            "a fox",
            ""
        );
        AssertExact(
            Read(
                Node(
                    "22",
                    """{"class_type":"CFGGuider","inputs":{"cfg":4,"model":["30",0],"positive":["6",0],"negative":["7",0]}}"""
                ),
                Encoder("\"a fox\""),
                Bad
            ),
            "a fox"
        );
    }

    [Test]
    public void A_conditioning_that_is_set_to_zero_is_no_negative_text() =>
        AssertExact(
            Read(
                Sampler.Replace("""["7",0]""", """["9",0]""", StringComparison.Ordinal),
                Encoder("\"a fox\""),
                Node("9", """{"class_type":"ConditioningZeroOut","inputs":{"conditioning":["6",0]}}""")
            ),
            "a fox",
            ""
        );

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
