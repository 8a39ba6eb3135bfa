using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class PromptLintTests
{
    [TestCase(null, "", "prompt-empty", -1)]
    [TestCase(null, "a fox, snow, a fox", "duplicate-phrase", 13)]
    [TestCase(null, "jungle jungle jungle", "duplicate-word", 7)]
    [TestCase(null, "a fox, masterpiece", "quality-cliche", 7)]
    [TestCase(null, "Generate an image of a fox", "instruction-words", 0)]
    [TestCase(null, "a fox at golden hour, midnight", "contradiction", 22)]
    [TestCase(null, "watercolor photograph", "contradiction", 0)]
    [TestCase("flux-2", "a car in color #C62828", "hex-without-name", 15)]
    [TestCase("flux", "a car in #C62828 (red)", "hex-unsupported", 9)]
    [TestCase("flux", "a street without people", "negation-unsupported", 9)]
    [TestCase("sdxl", "a (fox:1.2, snow", "weights-unbalanced", 2)]
    [TestCase("sdxl", "a fox), snow", "weights-unbalanced", 5)]
    [TestCase("sdxl", "(a fox:5)", "weight-extreme", 6)]
    [TestCase("invokeai", "(a fox)3.5", "weight-extreme", 6)]
    [TestCase("flux", "(a fox:1.2) in snow", "weights-unsupported", 6)]
    [TestCase("midjourney", "fox::2 snow", "weights-unsupported", 3)]
    [TestCase("midjourney", "a fox --colour red", "parameter-unknown", 6)]
    [TestCase("midjourney", "a fox --ar 1.5:1", "parameter-value", 6)]
    [TestCase("midjourney", "a fox --s 1001", "parameter-value", 6)]
    [TestCase("midjourney", "a fox --chaos", "parameter-value", 6)]
    [TestCase("midjourney", "a fox --no", "parameter-value", 6)]
    [TestCase("midjourney", "a fox --ar 1:1 --ar 2:1", "parameter-repeated", 15)]
    [TestCase("midjourney", "a fox --ar 16:9 in the snow", "parameter-mid-text", 6)]
    [TestCase("midjourney", "a fox --tile in the snow", "parameter-mid-text", 6)]
    [TestCase("midjourney", "a fox --ar 16:9, --s 5", "parameter-punctuation", 6)]
    [TestCase("midjourney", "a fox —ar 16:9", "parameter-dash", 6)]
    [TestCase("gpt-image", "a fox --ar 16:9", "parameter-unsupported", 6)]
    [TestCase("ideogram-4", "a fox", "json-expected", -1)]
    [TestCase("ideogram-4", "{\"high_level_description\":", "json-invalid", -1)]
    [TestCase("ideogram-4", "{\"high_level_description\":\"a fox\"}", "json-key-missing", -1)]
    [TestCase("firefly", "two words", "prompt-short", -1)]
    public void A_mistake_is_found_at_its_place(string? target, string text, string code, int start)
    {
        var findings = PromptLint.Check(text, target is null ? null : PromptTargets.Find(target));

        var found = findings.Where(finding => finding.Code == code).ToList();
        Assert.That(found, Is.Not.Empty, string.Join(", ", findings.Select(finding => finding.Code)));
        Assert.That(found[0].Start ?? -1, Is.EqualTo(start));
        Assert.That(found[0].Message, Is.Not.Empty);
    }

    [TestCase(
        "midjourney",
        "a red fox in snow, soft backlight --ar 16:9 --s 250 --raw --seed 7 --v 7 --no people, text"
    )]
    [TestCase("sdxl", "(a red fox:1.2), snow \\(fresh\\), [grass]")]
    [TestCase("invokeai", "fox++, (soft light)1.2")]
    [TestCase("flux", "A well-lit street sign that says \"NO ENTRY\".")]
    [TestCase("flux-2", "A car in color #C62828 (red).")]
    [TestCase(null, "A photograph of a fox, not a watercolor")]
    [TestCase(null, "a fox (Vulpes vulpes), golden hour")]
    public void A_good_prompt_has_no_findings(string? target, string text)
    {
        var findings = PromptLint.Check(text, target is null ? null : PromptTargets.Find(target));

        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void Half_a_character_is_no_failure() =>
        Assert.That(
            PromptLint.Check("{a" + '\uD800', PromptTargets.Find("ideogram-4")).Select(finding => finding.Code),
            Does.Contain("json-invalid")
        );

    [Test]
    public void A_text_over_the_budget_is_an_error_and_says_by_how_much()
    {
        var text = string.Join(", ", Enumerable.Range(0, 60).Select(i => $"thing {i}"));

        var finding = PromptLint.Check(text, PromptTargets.Find("sd15")).Single(f => f.Code is "over-budget");

        Assert.That(finding.Severity, Is.EqualTo(LintSeverity.Error));
        Assert.That(finding.Message, Does.Contain("75"));
    }

    [Test]
    public void Slots_are_held_against_each_other()
    {
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a fox, masterpiece") }],
            Styles = [Slot.User("film noir"), Slot.User("Film Noir ")],
            Setting = new Setting { TimeOfDay = Slot.User("midnight") },
            Lighting = new Lighting { Source = Slot.User("golden hour", "golden-hour") },
        };

        var found = PromptLint.Check(prompt, target: null).Select(finding => (finding.Code, finding.Path));

        Assert.That(
            found,
            Is.EquivalentTo(
                new[]
                {
                    ("duplicate-phrase", "styles[1]"),
                    ("contradiction", "setting.timeOfDay"),
                    ("quality-cliche", "subjects[0].phrase"),
                }
            )
        );
    }

    [Test]
    public void Entries_that_the_library_says_exclude_each_other_are_found()
    {
        var one = PromptLibrary.Instance.Entries.First(entry => entry.Conflicts is { Count: > 0 });
        var other = PromptLibrary.Instance.Find(one.Conflicts![0])!;
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a fox") }],
            Styles = [Slot.User(one.Name, one.Id), Slot.User(other.Name, other.Id)],
        };

        Assert.That(
            PromptLint.Check(prompt, target: null).Select(finding => (finding.Code, finding.Path)),
            Does.Contain(("contradiction", "styles[1]"))
        );
    }

    [Test]
    public void What_a_target_drops_or_cannot_do_is_found()
    {
        var findings = PromptLint.Check(GoldenPrompts.All["crowded"](), PromptTargets.Find("sdxl"));

        Assert.That(
            findings.Select(finding => (finding.Code, finding.Path)),
            Does.Contain(("slot-dropped", "camera.focalLength"))
        );
    }

    [Test]
    public void No_rendering_of_a_plain_idea_has_an_error() =>
        IdeaGen.Ideas.Sample(
            idea =>
            {
                var prompt = IdeaComposer.Compose(new Idea { Text = idea.Idea });
                foreach (var target in PromptTargets.All)
                {
                    var text = PromptRenderer.Render(prompt, target).Prompt;
                    Assert.That(
                        PromptLint.Check(text, target).Where(finding => finding.Severity == LintSeverity.Error),
                        Is.Empty,
                        $"{target.Id}: {text}"
                    );
                }
            },
            iter: 60
        );

    [Test]
    public void Any_text_is_read_to_its_end_and_positions_lie_in_it() =>
        IdeaGen.Hostile.Sample(
            text =>
            {
                foreach (var target in PromptTargets.All.Append(null))
                {
                    foreach (var finding in PromptLint.Check(text, target).Where(finding => finding.Start is not null))
                    {
                        Assert.That(finding.Start, Is.InRange(0, text.Length - 1));
                        Assert.That(finding.Start + finding.Length, Is.AtMost(text.Length));
                    }
                }
            },
            iter: 300
        );
}
