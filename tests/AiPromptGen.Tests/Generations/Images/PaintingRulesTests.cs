using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Images;

[TestFixture]
internal sealed class PaintingRulesTests
{
    [TestCase(GenerationKind.TextToImage, null, 1)]
    [TestCase(GenerationKind.TextToImage, 1, 1)]
    [TestCase(GenerationKind.TextToImage, 4, 4)]
    [TestCase(GenerationKind.TextToImage, 8, 4)]
    [TestCase(GenerationKind.TextToPrompt, 8, 1)]
    [TestCase(GenerationKind.ImageToPrompt, null, 1)]
    public void Only_pictures_are_counted(GenerationKind kind, int? variations, int count) =>
        Assert.That(PaintingRules.CountOf(Request(kind, variations)), Is.EqualTo(count));

    [TestCase(4, false, 0)]
    [TestCase(5, false, 1)]
    [TestCase(null, true, 1)]
    public void More_pictures_than_can_be_had_are_told(int? variations, bool all, int mistakes)
    {
        var request = Request(GenerationKind.TextToImage, variations, all);

        Assert.That(PaintingRules.Mistakes(request).Count(), Is.EqualTo(mistakes));
        Assert.That(PaintingRules.Mistakes(request with { Kind = GenerationKind.TextToPrompt }), Is.Empty);
    }

    [TestCase("gpt-image")]
    [TestCase("dall-e-3"), Property("Promise", "P3")]
    public void A_painter_is_asked_in_its_own_language(string id)
    {
        var controls = new IdeaControls
        {
            AspectRatio = "3:2",
            Quality = "best",
            Negative = "people",
        };
        var prompt = IdeaComposer.Compose(new Idea { Text = "a heron in the reeds", Controls = controls });
        var target = PromptTargets.Find(id)!;

        var painting = PaintingRules.Paint(prompt, target, PaintingRules.QualityOf(controls), 3);

        Assert.That(painting.Target, Is.SameAs(target));
        Assert.That(painting.Prompt, Is.EqualTo(PromptRenderer.Render(prompt, target).Prompt));
        Assert.That(painting.Prompt, Does.Contain("heron"));
        Assert.That(painting.Ratio, Is.EqualTo(new AspectRatio(3, 2)));
        Assert.That((painting.Quality, painting.Count), Is.EqualTo(("high", 3)));
    }

    [Test]
    public void A_quality_of_ones_own_is_no_setting()
    {
        var controls = new IdeaControls { Quality = "grainy" };
        var prompt = IdeaComposer.Compose(new Idea { Text = "a heron", Controls = controls });

        var painting = PaintingRules.Paint(
            prompt,
            PromptTargets.Find("gpt-image")!,
            PaintingRules.QualityOf(controls),
            1
        );

        Assert.That(painting.Quality, Is.Null);
        Assert.That(painting.Prompt, Does.Contain("grainy").IgnoreCase);
    }

    [Test]
    public void The_words_of_the_catalog_are_steps_of_quality() =>
        Assert.That(
            PaintingRules.Qualities.Select(word => QualityRules.Step(Slot.User(word))),
            Is.EqualTo(PaintingRules.Qualities)
        );

    private static GenerationRequest Request(GenerationKind kind, int? variations, bool? all = null) =>
        new()
        {
            Kind = kind,
            Controls = new IdeaControls { Variations = variations, AllCombinations = all },
        };
}
