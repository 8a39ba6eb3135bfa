using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Prompts;

/// <summary>What a demanding reader of docs/samples.md complained of, once.</summary>
[TestFixture]
public sealed class SampleFindingsTests
{
    [TestCase("a red fox in the snow", 0)]
    [TestCase("a cup of green tea", 0)]
    [TestCase("a blue whale under ice", 0)]
    [TestCase("a red apple in the snow", 1)]
    [TestCase("a blue teapot", 1)]
    public void A_name_with_a_color_in_it_paints_nothing(string idea, int colors) =>
        Assert.That(Idea(idea).Palette, Has.Count.EqualTo(colors));

    [TestCase("a poster with a saxophone", "2:3")]
    [TestCase("a logo of a saxophone", "1:1")]
    public void Posters_are_tall_and_logos_square(string idea, string ratio) =>
        Assert.That(Idea(idea).AspectRatio?.ToString(), Is.EqualTo(ratio));

    [Test]
    public void A_splash_is_not_shot_on_a_studio_ground() =>
        Assert.That(
            Enumerable
                .Range(0, 40)
                .SelectMany(n => Idea("running shoes splashing through a puddle", DetailLevel.Full, n).Slots())
                .Select(placed => placed.Slot.EntryId),
            Has.None.AnyOf("product-photo", "softbox", "studio-lighting", "high-key", "strip-lights")
        );

    [Test]
    public void One_thing_in_light_and_shadow_is_one_color()
    {
        PictureColor[] vase =
        [
            new("#FBFBFB", "snow", 0.9),
            new("#C96F4A", "terracotta", 0.05),
            new("#C05E37", "cinnamon", 0.03),
            new("#1D1420", "jet black", 0.012),
            new("#101012", "jet black", 0.008),
        ];

        Assert.That(
            PaletteShades.Merge(vase).Select(c => (c.Name, c.Share)),
            Is.EqualTo([("snow", 0.9), ("terracotta", 0.08), ("jet black", 0.02)])
        );
    }

    [Test]
    public void Pale_pink_and_pale_blue_stay_two_colors() =>
        Assert.That(
            PaletteShades.Merge([new("#F2D9D9", "pale pink", 0.6), new("#D5E2ED", "platinum", 0.4)]),
            Has.Count.EqualTo(2)
        );

    [Test]
    public void A_vase_on_white_is_not_called_an_illustration() =>
        Assert.That(PictureMeter.Measure(TestPictures.HighKeyProduct()).Medium, Is.Null);

    [Test]
    public void Flat_shapes_on_white_still_are() =>
        Assert.That(
            PictureMeter
                .Measure(TestPictures.Bands(".png", ("#FFFFFF", 50), ("#0F3D91", 30), ("#F4C430", 20)))
                .Medium?.Class,
            Is.EqualTo(ContentClass.Art)
        );

    [Test]
    public void Where_most_is_plain_no_focus_is_claimed() =>
        Assert.That(PictureMeter.Measure(TestPictures.PortraitFocus()).Detail.Focus, Is.EqualTo(FocusCue.Unknown));

    [Test]
    public void A_backdrop_names_colors_not_amounts()
    {
        var prompt = PictureComposer.Compose(PictureMeter.Measure(TestPictures.NightStreet()), null, null, new());
        var json = PromptRenderer.Render(prompt, PromptTargets.Find("ideogram-4")!).Prompt;

        Assert.That(json, Does.Contain("\"background\":\"Backdrop in jet black and"));
    }

    private static StructuredPrompt Idea(string text, DetailLevel detail = DetailLevel.Light, int variation = 0) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = text,
                Controls = new IdeaControls { Detail = detail },
            },
            variation
        );
}
