using AiPromptGen.Examples;

namespace AiPromptGen.Tests.Examples;

[TestFixture]
public sealed class ExampleSearchRulesTests
{
    private static readonly CuratedExample[] All =
    [
        Example("crepe", "Crêpe at dawn", "a crepe on a blue plate", ["food", "bright"], ["flux"]),
        Example("fox", "Fox", "a red fox in the snow", ["animal", "winter"], ["flux", "midjourney"]),
        Example("sled", "Sled", "a sled dog in the snow", ["animal", "winter", "sport"], ["midjourney"]),
        Example("hare", "Hare", "an arctic hare", ["animal"], ["flux"]),
    ];

    private static CuratedExample Example(string id, string title, string idea, string[] tags, string[] targets) =>
        new()
        {
            Id = id,
            Title = title,
            Idea = idea,
            Tags = tags,
            Targets = targets,
            Note = "A note.",
        };

    private static ExamplePage Find(
        string? text = null,
        string? tag = null,
        string? target = null,
        string? after = null,
        int limit = 20
    ) =>
        ExampleSearchRules.Find(
            All,
            new ExampleQuery
            {
                Text = text,
                Tag = tag,
                Target = target,
                After = after,
                Limit = limit,
            }
        )!;

    private static string Ids(ExamplePage page) => string.Join(' ', page.Examples.Select(example => example.Id));

    [TestCase("snow", "fox sled")]
    [TestCase("SNOW fox", "fox")]
    [TestCase("crepe", "crepe")]
    [TestCase("CRÊPE", "crepe")]
    [TestCase("win", "fox sled")]
    [TestCase("nter", "")]
    [TestCase("snow, plate", "")]
    [TestCase(" - ", "crepe fox sled hare")]
    public void Every_word_must_begin_a_word_of_title_idea_or_tags(string text, string ids) =>
        Assert.That(Ids(Find(text)), Is.EqualTo(ids));

    [Test]
    public void Tag_and_target_narrow_the_search()
    {
        Assert.That(Ids(Find(tag: "winter")), Is.EqualTo("fox sled"));
        Assert.That(Ids(Find(tag: "winter", target: "flux")), Is.EqualTo("fox"));
        Assert.That(Ids(Find("snow", "animal", "midjourney")), Is.EqualTo("fox sled"));
        Assert.That(Ids(Find(tag: "nothing")), Is.Empty);
    }

    [Test]
    public void A_count_says_what_choosing_the_tag_would_show()
    {
        var page = Find(target: "flux", tag: "food");

        Assert.That(page.Total, Is.EqualTo(1));
        Assert.That(
            page.Tags,
            Is.EqualTo(
                new Dictionary<string, int>
                {
                    ["animal"] = 2,
                    ["bright"] = 1,
                    ["food"] = 1,
                    ["winter"] = 1,
                }
            )
        );
        foreach (var (tag, count) in page.Tags)
        {
            Assert.That(Find(target: "flux", tag: tag).Total, Is.EqualTo(count), tag);
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    public void Pages_show_each_example_once(int limit)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = Find(after: cursor, limit: limit);
            seen.AddRange(page.Examples.Select(example => example.Id));
            cursor = page.Cursor;
        } while (cursor is not null);

        Assert.That(seen, Is.EqualTo(All.Select(example => example.Id)));
    }

    [Test]
    public void A_cursor_stays_good_when_the_filter_changes() =>
        Assert.That(Ids(Find(tag: "animal", after: "crepe", limit: 2)), Is.EqualTo("fox sled"));

    [Test]
    public void A_cursor_nobody_gave_is_refused() =>
        Assert.That(ExampleSearchRules.Find(All, new ExampleQuery { After = "cow", Limit = 2 }), Is.Null);

    [Test]
    public void Broken_text_is_just_a_word_nobody_has() => Assert.That(Ids(Find("snow \uD800x")), Is.Empty);
}
