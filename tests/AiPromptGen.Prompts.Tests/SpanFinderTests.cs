namespace AiPromptGen.Tests.Prompts;

/// <summary>Where the words of each slot stand in a rendered prompt.</summary>
[TestFixture]
internal sealed class SpanFinderTests
{
    private static readonly string[] Ideas =
    [
        "a red fox in the snow, watercolor, golden hour, no people, 16:9",
        "brutalist library, overcast, two-point perspective",
        "a poster that says \"JAZZ NIGHT\" with a saxophone",
        "portrait of a violin maker, 85mm lens, window light, teal and orange, without glasses",
        "art deco cinema facade at blue hour",
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from idea in Ideas
        from target in PromptTargets.All
        select new TestCaseData(idea, target.Id).SetArgDisplayNames(target.Id, idea);

    [TestCaseSource(nameof(Cases))]
    public void Every_word_of_a_slot_is_marked_once(string idea, string targetId)
    {
        var prompt = Compose(idea);
        var rendering = PromptRenderer.Render(prompt, PromptTargets.Find(targetId)!, withSpans: true);

        var end = 0;
        foreach (var span in rendering.Spans!)
        {
            Assert.That(span.Start, Is.GreaterThanOrEqualTo(end), span.Path);
            end = span.Start + span.Length;
            Assert.That(end, Is.LessThanOrEqualTo(rendering.Prompt.Length));
        }

        // Each slot is marked, dropped, part of the subject's own phrase, or said elsewhere than in the prompt's text.
        var gone = rendering.Dropped.Select(dropped => dropped.Path).ToList();
        var marked = rendering.Spans.Select(span => span.Path).ToList();
        foreach (var placed in prompt.Slots().Where(placed => IsSaidApart(placed, targetId)))
        {
            Assert.That(
                marked.Concat(gone),
                Has.Some.Matches<string>(path => placed.Path.StartsWith(path!, StringComparison.Ordinal)),
                $"{placed.Path} {placed.Slot.Value}: {rendering.Prompt}"
            );
        }
    }

    [Test]
    public void Words_that_the_target_rewrites_are_marked_too()
    {
        var prompt = Compose("a red fox in the snow, no people");
        var rendering = PromptRenderer.Render(prompt, PromptTargets.Find("flux")!, withSpans: true);

        var span = rendering.Spans!.Single(span => span.Path == "negatives[0]");

        Assert.That(rendering.Prompt, Does.Not.Contain("people"));
        Assert.That(rendering.Prompt.Substring(span.Start, span.Length), Is.Not.Empty.And.Not.EqualTo("people"));
    }

    [Test]
    public void A_short_word_is_not_marked_inside_a_longer_one()
    {
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a party of artists") }],
            Styles = [Slot.User("art")],
        };
        var rendering = PromptRenderer.Render(prompt, PromptTargets.Find("midjourney")!, withSpans: true);

        var span = rendering.Spans!.Single(span => span.Path == "styles[0]");

        Assert.That(rendering.Prompt, Does.StartWith("a party of artists, art"));
        Assert.That(span.Start, Is.EqualTo("a party of artists, ".Length));
    }

    [Test]
    public void Nothing_is_marked_unless_it_is_asked_for() =>
        Assert.That(PromptRenderer.Render(Compose(Ideas[0]), PromptTargets.All[0]).Spans, Is.Null);

    private static StructuredPrompt Compose(string idea) =>
        IdeaComposer.Compose(
            new Idea
            {
                Text = idea,
                Controls = new IdeaControls { Detail = DetailLevel.Full, Seed = 1 },
            }
        );

    private static bool IsSaidApart(PlacedSlot placed, string targetId)
    {
        var target = PromptTargets.Find(targetId)!;
        return !placed.Slot.Inline
            && placed.Group != SlotGroup.Quality
            // A second field.
            && (placed.Group != SlotGroup.Exclusion || target.Negatives != NegativeMode.Field)
            // Keys of their own in JSON.
            && (placed.Group != SlotGroup.Text || target.Form != PromptForm.Json)
            // Colors that are codes.
            && (placed.Group != SlotGroup.Palette || !target.Has(TargetFeatures.HexColors));
    }
}
