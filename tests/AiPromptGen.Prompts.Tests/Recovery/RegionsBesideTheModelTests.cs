namespace AiPromptGen.Tests.Prompts.Recovery;

/// <summary>Texts that reach the picture another way than through the sampler's own, and files of a tool for the Mac.</summary>
[TestFixture]
public sealed class RegionsBesideTheModelTests
{
    private static RecoveredPrompt? Read(string key, string json)
    {
        var texts = new PictureTexts();
        texts.Add(key, json);
        return MetadataReader.ReadPrompt(texts);
    }

    [TestCase("AttentionCouple", "cond_1")]
    [TestCase("Attention couple (patched)", "conditioning_2")]
    public void A_text_that_changes_the_model_makes_the_prompt_a_part(string kind, string input)
    {
        var found = Read(
            "prompt",
            $$$$"""
            {"3":{"class_type":"KSampler","inputs":{"positive":["9",0],"negative":["7",0],"model":["8",0],"seed":3,"steps":20}},
            "8":{"class_type":"{{{{kind}}}}","inputs":{"model":["4",0],"{{{{input}}}}":["10",0]}},
            "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"a.safetensors"}},
            "9":{"class_type":"CLIPTextEncode","inputs":{"text":"two people in a park","clip":["4",1]}},
            "10":{"class_type":"CLIPTextEncode","inputs":{"text":"a man in a red hat","clip":["4",1]}},
            "7":{"class_type":"CLIPTextEncode","inputs":{"text":"blurry","clip":["4",1]}}}
            """
        )!;

        Assert.That(found.Prompt, Is.EqualTo("two people in a park"));
        Assert.That(found.Exact, Is.False);
        Assert.That(
            found.Texts.Where(text => text.Role == TextRole.Region).Select(text => text.Text),
            Is.EqualTo(new[] { "a man in a red hat" })
        );
    }

    [TestCase("""{"c":"a fox in snow","uc":"blurry","seed":3,"steps":8,"scale":1.5,"sampler":"Euler A"}""", "blurry")]
    [TestCase("""{"c":"a fox in snow","seed":3,"sampler":"DPM++ 2M Karras","v2":{"aestheticScore":6}}""", "")]
    public void Draw_Things_is_read(string json, string negative)
    {
        var found = Read("UserComment", json)!;

        Assert.That(found.Prompt, Is.EqualTo("a fox in snow"));
        Assert.That(found.Negative, Is.EqualTo(negative));
    }
}
