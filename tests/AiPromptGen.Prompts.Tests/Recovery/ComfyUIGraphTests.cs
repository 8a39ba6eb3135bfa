using static AiPromptGen.Tests.Prompts.Recovery.ComfyNodes;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Graphs in the shape that ComfyUI runs them, one for each way a text can reach the sampler.</summary>
[TestFixture]
public sealed class ComfyUIGraphTests
{
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
}
