using static AiPromptGen.Tests.Prompts.Recovery.ComfyNodes;

namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Graphs in which a language model writes the prompt.</summary>
[TestFixture]
public sealed class ComfyTemplateTests
{
    /// <summary>
    /// Prompt-Manager 41. The shape of ComfyUI's own template image_krea2_turbo_t2i: what the person wrote goes to the encoder,
    /// or through a language model, which gets it behind instructions; a node of its own says which.
    /// </summary>
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void The_instructions_of_a_template_are_not_the_prompt(bool enhanced, bool exact)
    {
        var found = Read(
            Sampler,
            Bad,
            Encoder("""["28",0]"""),
            Node(
                "28",
                """{"class_type":"ComfySwitchNode","inputs":{"switch":["23",0],"on_false":["20",0],"on_true":["27",0]}}"""
            ),
            Node(
                "23",
                """{"class_type":"PrimitiveBoolean","_meta":{"title":"Boolean (Enable LoRA?)"},"inputs":{"value":false}}"""
            ),
            Node(
                "27",
                """{"class_type":"StringConcatenate","inputs":{"string_a":["20",0],"string_b":"ink style","delimiter":", "}}"""
            ),
            Node("20", """{"class_type":"PreviewAny","inputs":{"source":["21",0]}}"""),
            Node(
                "21",
                """{"class_type":"ComfySwitchNode","inputs":{"switch":["24",0],"on_false":["19",0],"on_true":["16",0]}}"""
            ),
            Node(
                "24",
                $$$"""{"class_type":"PrimitiveBoolean","inputs":{"value":{{{(enhanced ? "true" : "false")}}}}}"""
            ),
            Node(
                "16",
                """{"class_type":"TextGenerate","inputs":{"prompt":["17",0],"max_length":512,"clip":["4",1]}}"""
            ),
            Node(
                "17",
                """{"class_type":"StringConcatenate","inputs":{"string_a":["18",0],"string_b":["19",0],"delimiter":""}}"""
            ),
            Node(
                "18",
                """{"class_type":"PrimitiveStringMultiline","_meta":{"title":"Text String (System Prompt)"},"inputs":{"value":"Expand what follows into one paragraph."}}"""
            ),
            Node(
                "19",
                """{"class_type":"PrimitiveStringMultiline","_meta":{"title":"Text String (User Prompt)"},"inputs":{"value":"a hand holding a martini glass"}}"""
            )
        );

        Assert.That((found?.Prompt, found?.Exact), Is.EqualTo(("a hand holding a martini glass", exact)));
    }

    [TestCase("You are an expert prompt engineer. Rewrite: ", "String")]
    [TestCase("Rewrite the following: ", "LLM instructions")]
    public void Instructions_are_known_by_their_words_or_by_their_title(string words, string title)
    {
        var found = Read(
            Sampler,
            Bad,
            Encoder("""["8",0]"""),
            Node("8", """{"class_type":"OllamaGenerateV2","inputs":{"prompt":["9",0],"model":"llama3"}}"""),
            Node(
                "9",
                """{"class_type":"Text Concatenate","inputs":{"text_a":["10",0],"text_b":"a fox","delimiter":""}}"""
            ),
            Node(
                "10",
                $$$"""{"class_type":"PrimitiveString","_meta":{"title":"{{{title}}}"},"inputs":{"value":"{{{words}}}"}}"""
            )
        );

        Assert.That((found?.Prompt, found?.Exact), Is.EqualTo(("a fox", false)));
    }
}
