using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts;

/// <summary>What one target does and others do not.</summary>
[TestFixture]
public sealed class TargetRulesTests
{
    [Test]
    public void Every_target_is_complete()
    {
        Assert.That(PromptTargets.All.Select(target => target.Id), Is.Unique);
        Assert.That(PromptTargets.All, Has.Count.EqualTo(28));
        foreach (var target in PromptTargets.All)
        {
            Assert.That(target.Id, Does.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
            Assert.That(target.Reference.Scheme, Is.EqualTo("https"));
            Assert.That(target.Limit, Is.Positive);
            Assert.That(target.Sizes.Select(size => (size.Width, size.Height)), Is.Unique, target.Id);
            Assert.That(
                target.Sizes.Where(size => size.Pixels is not null).Select(DistanceOfPixels),
                Has.All.LessThan(0.06),
                target.Id
            );
        }
    }

    [TestCase("invokeai", "fox", 1.21, "fox++")]
    [TestCase("invokeai", "fox", 1.3, "(fox)1.3")]
    [TestCase("invokeai", "red fox", 1.21, "(red fox)1.21")]
    [TestCase("sd15", "red fox", 1.21, "(red fox:1.21)")]
    public void A_weight_is_written_in_the_targets_own_syntax(string id, string subject, double weight, string expected)
    {
        var target = PromptTargets.Find(id)!;
        var rendering = PromptRenderer.Render(Weighed(subject, weight), target);

        Assert.That(rendering.Prompt, Is.EqualTo(expected));
        Assert.That(TargetGrammarCheck.Check(target, rendering).Weights.Single(), Is.EqualTo(weight).Within(0.001));
    }

    [Test]
    public void A_weight_is_read_back_from_any_text_and_never_counted()
    {
        var targets = PromptTargets.All.Where(target => target.Has(TargetFeatures.Weights)).ToList();
        Gen.Select(IdeaGen.Hostile, Gen.Int[11, 199])
            .Sample(
                (text, weight) =>
                {
                    var prompt = Weighed("fox " + text, weight / 100d);
                    foreach (var target in targets)
                    {
                        var (words, weights) = TargetGrammarCheck.Check(target, PromptRenderer.Render(prompt, target));
                        Assert.That(words, Does.Contain("fox"));
                        Assert.That(weights.Count, weight == 100 ? Is.Zero : Is.EqualTo(1));
                    }
                },
                iter: 300
            );
    }

    [Test]
    public void Flux_2_binds_each_code_to_a_thing_or_surface_and_takes_five()
    {
        var colors = Enumerable
            .Range(1, 6)
            .Select(i => new PaletteColor { Hex = $"#00000{i}", Name = Slot.Of($"black {i}", SlotSource.Library, 1) })
            .Append(
                new PaletteColor
                {
                    Hex = "#C62828",
                    Name = Slot.User("red"),
                    Target = "car",
                }
            );
        var prompt = Weighed("a car", 1) with { Palette = [.. colors] };

        var rendering = PromptRenderer.Render(
            prompt with
            {
                Palette = [prompt.Palette[^1], .. prompt.Palette.Take(6)],
            },
            Find("flux-2")
        );

        Assert.That(
            rendering.Prompt,
            Does.EndWith(
                "The car in color #C62828 (red), main surfaces in color #000001 (black 1), secondary surfaces in color #000002 (black 2), accents in color #000003 (black 3), small details in color #000004 (black 4)."
            )
        );
        Assert.That(
            rendering.Dropped.Select(dropped => (dropped.Path, dropped.Reason)),
            Is.EqualTo(new[] { ("palette[5]", "limit"), ("palette[6]", "limit") })
        );
    }

    [Test]
    public void Flux_2_names_writing_early()
    {
        var prompt = GoldenPrompts.All["structured"]();

        var text = PromptRenderer.Render(prompt, Find("flux-2")).Prompt;

        Assert.That(
            text.IndexOf("\"SEA YOU\"", StringComparison.Ordinal),
            Is.LessThan(text.IndexOf("Photograph", StringComparison.Ordinal))
        );
    }

    [Test]
    public void Ideogram_4_has_a_description_without_a_subject()
    {
        var measured = new StructuredPrompt
        {
            Summary = "Visual facts draft: measured, not guessed. 640 × 427",
            Medium = Slot.Of("photograph", SlotSource.Detected, 0.8),
            Palette = [new PaletteColor { Name = Slot.Of("mostly teal", SlotSource.Detected, 1) }],
        };
        var told = new StructuredPrompt { Summary = "A quiet harbour in the morning" };

        Assert.That(
            PromptRenderer.Render(measured, Find("ideogram-4")).Prompt,
            Does.Contain("\"photograph, mostly teal")
        );
        Assert.That(
            PromptRenderer.Render(told, Find("ideogram-4")).Prompt,
            Does.Contain("\"A quiet harbour in the morning")
        );
    }

    [TestCase("")]
    [TestCase(" . ")]
    [TestCase(":,;")]
    public void No_target_gets_an_empty_text(string subject)
    {
        foreach (var target in PromptTargets.All)
        {
            var prompt = Weighed(subject, 1) with { Text = [new TextElement { Literal = Slot.User("\n") }] };
            var rendering = PromptRenderer.Render(prompt, target);

            Assert.That(rendering.Prompt, Does.Not.Contain("the text"));
            Assert.That(TargetGrammarCheck.Check(target, rendering).Words, Does.Contain("image").IgnoreCase, target.Id);
        }
    }

    [Test]
    public void Ideogram_4_keeps_the_layout_of_a_drawing_out_of_its_style()
    {
        var prompt = Weighed("a fox", 1) with
        {
            ContentClass = ContentClass.Art,
            Styles = [Slot.User("ukiyo-e")],
            Composition = new Composition
            {
                Angle = Slot.User("low angle"),
                NegativeSpace = Slot.User("large plain areas"),
            },
        };

        var text = PromptRenderer.Render(prompt, Find("ideogram-4")).Prompt;

        Assert.That(
            text,
            Does.Contain("\"art_style\":\"ukiyo-e\"").And.Contain("\"background\":\"large plain areas\"")
        );
        Assert.That(text, Does.StartWith("{\"high_level_description\":\"a fox, low angle\""));
    }

    [Test]
    public void A_negative_field_with_a_limit_takes_whole_terms_and_tells_the_rest()
    {
        var terms = Enumerable.Range(0, 40).Select(i => $"unwanted thing number {i} {new string('x', 40)}").ToList();
        var prompt = Weighed("a fox", 1) with
        {
            Negatives = [.. terms.Select(t => new Negative { Term = Slot.User(t) })],
        };

        var rendering = PromptRenderer.Render(prompt, Find("firefly"));

        var kept = rendering.Negative!.Split(", ");
        Assert.That(rendering.Negative, Has.Length.AtMost(1024));
        Assert.That(kept.Concat(rendering.Dropped.Select(dropped => dropped.Value)), Is.EquivalentTo(terms));
    }

    [TestCase("dall-e-3", 2, "variations-limited")]
    [TestCase("firefly", 5, "variations-limited")]
    [TestCase("firefly", 1, "prompt-short")]
    public void What_a_request_cannot_hold_is_said(string id, int variations, string code)
    {
        var rendering = PromptRenderer.Render(Weighed("a fox", 1) with { Variations = variations }, Find(id));

        Assert.That(rendering.Warnings.Select(warning => warning.Code), Does.Contain(code));
    }

    private static PromptTarget Find(string id) => PromptTargets.Find(id)!;

    private static StructuredPrompt Weighed(string subject, double weight) =>
        new() { Subjects = [new Subject { Phrase = Slot.User(subject), Weight = weight }] };

    /// <summary>How far the pixels are from the ratio they stand for, in the logarithm.</summary>
    private static double DistanceOfPixels(TargetSize size)
    {
        var sides = size.Pixels!.Split('x').Select(double.Parse).ToArray();
        return Math.Abs(Math.Log(sides[0] / sides[1]) - Math.Log((double)size.Width / size.Height));
    }
}
