using System.Text.Json;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Prompts.Pictures;

[TestFixture]
public sealed class PictureJsonTests
{
    [Test]
    public void Metadata_survives_being_kept()
    {
        var metadata = new PictureMetadata
        {
            Prompt = new RecoveredPrompt
            {
                Generator = PromptGenerator.ComfyUI,
                Prompt = "a cat,\n\"quoted\" 猫",
                Parameters = [new PromptParameter("steps", "20")],
            },
            Lens = new LensFacts { Aperture = 1.8, Lens = "Prime" },
        };

        var json = JsonSerializer.Serialize(metadata, PictureJson.Default.PictureMetadata);
        var back = JsonSerializer.Deserialize(json, PictureJson.Default.PictureMetadata);

        Assert.That(json, Does.Contain("\"generator\":\"comfyUI\""));
        Assert.That(back?.Lens, Is.EqualTo(metadata.Lens));
        Assert.That(back?.Prompt?.Prompt, Is.EqualTo(metadata.Prompt.Prompt));
        Assert.That(back?.Prompt?.Parameters, Is.EqualTo(metadata.Prompt.Parameters));
    }

    [Test]
    public void Absent_fields_are_empty_not_null()
    {
        const string json = """{"prompt":{"generator":"a1111","prompt":"a cat"}}""";

        var prompt = JsonSerializer.Deserialize(json, PictureJson.Default.PictureMetadata)?.Prompt;

        Assert.That(prompt?.Negative, Is.Empty);
        Assert.That(prompt?.Parameters, Is.Empty);
    }

    [Test]
    public void Facts_survive_json()
    {
        var facts = PictureMeter.Measure(TestPictures.Bands(".png", ("#87CEEB", 60), ("#D9C29C", 40)));

        var json = JsonSerializer.Serialize(facts, PictureJson.Default.PictureFacts);
        var back = JsonSerializer.Deserialize(json, PictureJson.Default.PictureFacts);

        Assert.That(back?.Palette, Is.EqualTo(facts.Palette));
        Assert.That(back! with { Palette = facts.Palette }, Is.EqualTo(facts));
    }
}
