namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Makes graphs in the shape that ComfyUI runs them.</summary>
internal static class ComfyNodes
{
    public static readonly string Sampler = Node(
        "3",
        """{"class_type":"KSampler","inputs":{"seed":5,"steps":20,"cfg":7,"positive":["6",0],"negative":["7",0],"latent_image":["5",0]}}"""
    );
    public static readonly string Bad = Node(
        "7",
        """{"class_type":"CLIPTextEncode","inputs":{"text":"blurry","clip":["4",1]}}"""
    );

    public static string Node(string id, string json) => $"\"{id}\":{json}";

    public static string Encoder(string text) =>
        $$$"""
            "6":{"class_type":"CLIPTextEncode","inputs":{"text":{{{text}}},"clip":["4",1]}}
            """;

    public static RecoveredPrompt? Read(params string[] nodes)
    {
        var texts = new PictureTexts();
        texts.Add("prompt", "{" + string.Join(',', nodes) + "}");
        return MetadataReader.ReadPrompt(texts);
    }

    public static void AssertExact(RecoveredPrompt? found, string prompt, string negative = "blurry")
    {
        Assert.That((found?.Prompt, found?.Negative, found?.Exact), Is.EqualTo((prompt, negative, true)));
        Assert.That(found!.Texts, Is.Empty);
        Assert.That(found.Generator, Is.EqualTo(PromptGenerator.ComfyUI));
    }
}
