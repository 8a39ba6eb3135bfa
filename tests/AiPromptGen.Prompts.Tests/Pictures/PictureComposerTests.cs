using System.Text.Json;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Pictures;

[TestFixture]
public sealed class PictureComposerTests
{
    private static readonly IdeaControls Nothing = new();

    private static readonly RecoveredPrompt Recovered = new()
    {
        Generator = PromptGenerator.A1111,
        Prompt = "a (red fox:1.2), <lora:film:0.6>\nsnow \\(deep\\)",
        Negative = "blurry, (text:1.3)",
        Parameters = [new("Steps", "28"), new("Seed", "1234")],
    };

    [Test]
    public void A_recovered_prompt_is_carried_character_by_character()
    {
        var prompt = PictureComposer.Compose(Facts(), Recovered, null, Nothing);

        Assert.That(prompt.Verbatim?.Prompt, Is.EqualTo(Recovered.Prompt));
        Assert.That(prompt.Verbatim?.Negative, Is.EqualTo(Recovered.Negative));
        Assert.That(prompt.Verbatim?.Grammar, Is.EqualTo(PromptGrammar.A1111));
        Assert.That(
            prompt.Subjects.Single().Phrase,
            Is.EqualTo(Slot.Of("a red fox, snow (deep)", SlotSource.Metadata, 1))
        );
        Assert.That(prompt.Negatives.Select(each => each.Term.Value), Is.EqualTo(new[] { "blurry", "text" }));
        Assert.That(prompt.Slots().Select(placed => placed.Slot.Source), Is.All.EqualTo(SlotSource.Metadata));
        Assert.That(
            prompt.Parameters,
            Is.EqualTo(new ToolParameter[] { new("lora", "film:0.6"), new("Steps", "28"), new("Seed", "1234") })
        );
        Assert.That(prompt.Seed, Is.EqualTo(1234));
        Assert.That(prompt.Palette, Is.Empty);
    }

    [Test]
    public void What_the_person_asks_for_stands_beside_the_verbatim_text()
    {
        var prompt = PictureComposer.Compose(
            Facts(),
            Recovered,
            null,
            new IdeaControls { Style = "sgraffito", Seed = 5 }
        );

        Assert.That(prompt.Verbatim?.Prompt, Is.EqualTo(Recovered.Prompt));
        Assert.That(prompt.Styles.Single(), Is.EqualTo(Slot.User("sgraffito")));
        Assert.That(prompt.Seed, Is.EqualTo(5));
        Assert.That(
            PromptRenderer.Render(prompt, PromptTargets.Find("sdxl")!).Prompt,
            Is.EqualTo(Recovered.Prompt + ", sgraffito")
        );
    }

    [Test]
    public void The_target_of_the_same_family_renders_a_recovered_prompt_exactly()
    {
        var prompt = PictureComposer.Compose(Facts(), Recovered, null, Nothing);

        var same = PromptRenderer.Render(prompt, PromptTargets.All.Single(target => target.Id is "sdxl"));
        var others = PromptTargets
            .All.Where(target => target.Reads != PromptGrammar.A1111)
            .Select(target => PromptRenderer.Render(prompt, target));

        Assert.That((same.Prompt, same.Negative), Is.EqualTo((Recovered.Prompt, Recovered.Negative)));
        Assert.That(same.Parameters, Does.Contain(new ToolParameter("Steps", "28")));
        Assert.That(
            others.Select(each => each.Prompt),
            Is.All.Contains("red fox").And.All.Not.Contains("<lora").And.All.Not.Contains(":1.2")
        );
    }

    [Test]
    public void A_long_recovered_prompt_is_given_whole_with_a_warning()
    {
        var text = string.Join(", ", Enumerable.Range(0, 200).Select(i => $"word{i}"));
        var prompt = PictureComposer.Compose(Facts(), Recovered with { Prompt = text }, null, Nothing);

        var rendering = PromptRenderer.Render(prompt, PromptTargets.All.Single(target => target.Id is "sdxl"));

        Assert.That(rendering.Prompt, Is.EqualTo(text));
        Assert.That(rendering.Warnings.Single().Code, Is.EqualTo("over-budget"));
    }

    [Test]
    public void Prompts_from_pictures_survive_json()
    {
        var prompt = PictureComposer.Compose(Facts(), Recovered, null, Nothing);

        var json = JsonSerializer.Serialize(prompt, PromptJson.Default.StructuredPrompt);
        var back = JsonSerializer.Deserialize(json, PromptJson.Default.StructuredPrompt);

        Assert.That(back?.Verbatim, Is.EqualTo(prompt.Verbatim));
        Assert.That(json, Does.Contain("\"grammar\":\"a1111\""));
    }

    [Test]
    public void A_draft_says_only_what_was_measured_and_what_was_not()
    {
        var prompt = PictureComposer.Compose(Facts(), null, null, Nothing);

        Assert.That(prompt.Slots().Select(placed => placed.Slot.Source), Is.All.EqualTo(SlotSource.Detected));
        Assert.That(prompt.Subjects, Is.Empty);
        Assert.That(prompt.Setting, Is.EqualTo(new Setting()));
        Assert.That(
            prompt.Palette.Select(each => each.Name.Value),
            Is.EqualTo(new[] { "mostly sky blue", "sand", "a touch of crimson" })
        );
        Assert.That(prompt.Palette[1].Hex, Is.EqualTo("#D9C29C"));
        Assert.That(
            prompt.Summary,
            Does.StartWith("Visual facts draft").And.Contain("Not inferred: subject, action, place and style.")
        );
        Assert.That(prompt.AspectRatio, Is.EqualTo(new AspectRatio(5, 3) { Source = SlotSource.Detected }));
    }

    [Test]
    public void The_persons_hint_and_controls_are_never_replaced()
    {
        var controls = new IdeaControls
        {
            Medium = "wax crayon rubbing",
            Style = "sgraffito",
            Lighting = "lit by a stove",
            Mood = "solemn hush",
            Palette = "earth colours",
            Camera = "an old bellows camera",
            AspectRatio = "9:16",
            Negative = "people",
        };
        var lens = new LensFacts { Aperture = 1.8, FocalLength35Millimetres = 85 };

        var prompt = PictureComposer.Compose(Facts(), null, lens, controls, "a lighthouse keeper");

        var user = prompt
            .Slots()
            .Where(placed => placed.Slot.Source == SlotSource.User)
            .Select(placed => placed.Slot.Value)
            .ToList();
        string[] expected =
        [
            "a lighthouse keeper",
            controls.Medium,
            controls.Style,
            controls.Lighting,
            controls.Mood,
            controls.Palette,
            controls.Camera,
        ];
        Assert.That(user, Is.SupersetOf(expected));
        Assert.That(prompt.Palette, Has.Count.EqualTo(1));
        Assert.That(prompt.AspectRatio?.ToString(), Is.EqualTo("9:16"));
        Assert.That(prompt.Negatives.Single().Term.Value, Is.EqualTo("people"));
        Assert.That(prompt.Camera.FocalLength, Is.EqualTo(Slot.Of("85 mm lens", SlotSource.Metadata, 1)));
        Assert.That(prompt.Summary, Does.Contain("Not inferred: action, place and style."));
        Assert.That(prompt.Idea?.Original, Is.EqualTo("a lighthouse keeper"));
    }

    [Test]
    public void A_color_inside_the_hint_does_not_hide_the_measured_palette()
    {
        var prompt = PictureComposer.Compose(Facts(), null, null, Nothing, "a red fox");

        Assert.That(prompt.Palette.Select(each => each.Name.Value), Does.Contain("sand"));
    }

    [Test]
    public void Lens_data_comes_from_the_file()
    {
        var lens = new LensFacts
        {
            FocalLengthMillimetres = 23.5,
            Aperture = 2,
            ExposureSeconds = 0.002,
        };

        var camera = PictureComposer.Compose(Facts(), null, lens, Nothing).Camera;

        Assert.That(
            new[] { camera.FocalLength, camera.Aperture, camera.Shutter }.Select(slot => slot?.Value),
            Is.EqualTo(new[] { "23.5 mm lens", "f/2", "1/500 s exposure" })
        );
        Assert.That(camera.Aperture?.Source, Is.EqualTo(SlotSource.Metadata));
    }

    [Test]
    public void Two_different_pictures_never_give_the_same_prompt()
    {
        var bands = Gen.Select(Gen.Int[0, 0xFFFFFF], Gen.Int[5, 95]).Array[2];

        bands.Sample(
            pair =>
            {
                var (one, other) = (Describe(pair[0]), Describe(pair[1]));
                return pair[0] == pair[1] || !string.Equals(one, other, StringComparison.Ordinal);
            },
            iter: 12,
            threads: 1
        );

        static string Describe((int Color, int Share) band)
        {
            var picture = TestPictures.Bands(".png", ($"#{band.Color:X6}", band.Share), ("#FFFFFF", 100 - band.Share));
            var prompt = PictureComposer.Compose(PictureMeter.Measure(picture), null, null, Nothing);
            return string.Join('|', prompt.Palette) + prompt.Summary;
        }
    }

    private static PictureFacts Facts() =>
        PictureMeter.Measure(TestPictures.Bands(".png", ("#87CEEB", 60), ("#D9C29C", 36), ("#DC143C", 4)));
}
