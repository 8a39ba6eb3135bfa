using System.Text.Json;
using AiPromptGen.Platform.Http;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture, Property("Promise", "P14")]
public sealed class StructuredPromptRulesTests
{
    [TestCase("""{"styles":[null]}""", "prompt.styles[0]", "value-missing")]
    [TestCase("""{"subjects":[null]}""", "prompt.subjects[0]", "value-missing")]
    [TestCase("""{"subjects":[{"attributes":[null]}]}""", "prompt.subjects[0].attributes[0]", "value-missing")]
    [TestCase("""{"palette":[null]}""", "prompt.palette[0]", "value-missing")]
    [TestCase("""{"negatives":[null]}""", "prompt.negatives[0]", "value-missing")]
    [TestCase("""{"parameters":[null]}""", "prompt.parameters[0]", "value-missing")]
    [TestCase("""{"text":[null]}""", "prompt.text[0]", "value-missing")]
    [TestCase("""{"schemaVersion":2}""", "prompt.schemaVersion", "number-out-of-range")]
    [TestCase("""{"variations":51}""", "prompt.variations", "number-out-of-range")]
    [TestCase("""{"seed":-1}""", "prompt.seed", "number-out-of-range")]
    [TestCase("""{"aspectRatio":{"width":0,"height":9}}""", "prompt.aspectRatio.width", "number-out-of-range")]
    [TestCase(
        """{"medium":{"value":"x","source":"user","confidence":1.5}}""",
        "prompt.medium.confidence",
        "number-out-of-range"
    )]
    [TestCase("""{"subjects":[{"weight":1e308}]}""", "prompt.subjects[0].weight", "number-out-of-range")]
    [TestCase(
        """{"subjects":[{"box":{"top":0,"left":-2147483648,"bottom":1,"right":1}}]}""",
        "prompt.subjects[0].box",
        "number-out-of-range"
    )]
    [TestCase(
        """{"palette":[{"name":{"value":"x","source":"user"},"hex":"red"}]}""",
        "prompt.palette[0].hex",
        "hex-invalid"
    )]
    public void A_mistake_is_told_with_its_place(string json, string member, string code)
    {
        var mistakes = StructuredPromptRules.Mistakes(Read(json));

        Assert.That(mistakes.Select(mistake => (mistake.Member, mistake.Code)), Is.EqualTo(new[] { (member, code) }));
    }

    [Test]
    public void Words_to_the_tool_have_a_length_too()
    {
        var idea = new IdeaText { Original = "a fox", Request = new string('x', StructuredPromptRules.LongestValue) };

        Assert.That(StructuredPromptRules.Mistakes(new StructuredPrompt { Idea = idea }), Is.Empty);
        Assert.That(
            StructuredPromptRules
                .Mistakes(new StructuredPrompt { Idea = idea with { Request = idea.Request + "x" } })
                .Select(mistake => (mistake.Member, mistake.Code)),
            Is.EqualTo(new[] { ("prompt.idea.request", "text-too-long") })
        );
    }

    [Test]
    public void Long_texts_long_lists_and_too_much_of_all_are_told()
    {
        var slot = Slot.User(new string('x', StructuredPromptRules.LongestValue + 1));
        var prompt = new StructuredPrompt
        {
            Title = new string('t', StructuredPromptRules.LongestName + 1),
            Styles = [.. Enumerable.Repeat(slot, StructuredPromptRules.MostItems + 1)],
        };

        var codes = StructuredPromptRules.Mistakes(prompt).Select(mistake => mistake.Code).Distinct();

        Assert.That(codes, Is.EquivalentTo(new[] { "text-too-long", "list-too-long" }));
        Assert.That(StructuredPromptRules.Mistakes(prompt), Has.Count.EqualTo(50));
        Assert.That(
            StructuredPromptRules
                .Mistakes(
                    prompt with
                    {
                        Title = null,
                        Styles = [.. Enumerable.Repeat(Slot.User(new string('é', 4000)), 5)],
                    }
                )
                .Select(mistake => mistake.Code),
            Is.EqualTo(new[] { "prompt-too-large" })
        );
    }

    [Test]
    public void What_the_engine_makes_is_valid()
    {
        foreach (var make in GoldenPrompts.All.Values)
        {
            Assert.That(StructuredPromptRules.Mistakes(make()), Is.Empty);
        }
    }

    /// <summary>The largest prompt that is let in: many small pieces that do not fit, in every target.</summary>
    [Test]
    public void The_largest_valid_prompt_is_rendered_and_linted()
    {
        var slots = Enumerable.Range(0, StructuredPromptRules.MostItems);
        IReadOnlyList<Slot> Many(string word) =>
            [
                .. slots.Select(i =>
                    Slot.Of($"{word} {i} {new string((char)('a' + (i % 26)), 150)}", SlotSource.Model, 1)
                ),
            ];
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a fox") }],
            Styles = Many("style"),
            Mood = Many("mood"),
            Relations = Many("relation"),
            Negatives = [.. Many("negative").Select(term => new Negative { Term = term })],
        };

        Assert.That(StructuredPromptRules.Mistakes(prompt), Is.Empty);
        foreach (var target in PromptTargets.All)
        {
            var rendering = PromptRenderer.Render(prompt, target);
            TargetGrammarCheck.Check(target, rendering);
            Assert.That(rendering.Prompt, Does.Contain("fox"));
            Assert.That(PromptLint.Check(prompt, target), Is.Not.Null);
        }
    }

    private static StructuredPrompt Read(string json) =>
        JsonSerializer.Deserialize<StructuredPrompt>(json, AppJson.Options)!;
}
