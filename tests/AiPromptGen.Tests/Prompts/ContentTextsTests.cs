using System.Reflection;
using AiPromptGen.Platform.Http;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture, Property("Promise", "P14")]
internal sealed class ContentTextsTests
{
    private static readonly StructuredPrompt Child = IdeaComposer.Compose(new Idea { Text = "a child at the sea" });

    [TestCaseSource(nameof(Places))]
    public void A_word_is_found_wherever_it_stands(StructuredPrompt prompt) =>
        Assert.That(ContentRules.Check(prompt).Decision, Is.EqualTo(ContentDecision.Refuse));

    [Test]
    public void What_must_not_appear_is_no_content()
    {
        var prompt = Child with { Negatives = [new Negative { Term = Model("nude") }] };

        Assert.That(ContentRules.Check(prompt), Is.EqualTo(ContentVerdict.Allowed));
    }

    [TestCase("a child with a nude lipstick")]
    [TestCase("a toddler and a naked mole rat at the zoo")]
    [TestCase("children under bare trees, nude beige walls, no nudity")]
    public void A_persons_words_are_read_where_they_stand(string idea)
    {
        Assert.That(ContentRules.Check(idea), Is.EqualTo(ContentVerdict.Allowed), "as they came in");
        Assert.That(
            ContentRules.Check(IdeaComposer.Compose(new Idea { Text = idea })),
            Is.EqualTo(ContentVerdict.Allowed)
        );
    }

    [Test]
    public void Nothing_that_the_library_adds_makes_an_innocent_idea_refused() =>
        Assert.That(
            PromptLibrary.Instance.Entries.Where(entry =>
                ContentRules.Check($"a child, {entry.Name}, {string.Join(", ", entry.Aliases ?? [])}")
                != ContentVerdict.Allowed
            ),
            Is.Empty
        );

    [Test]
    public void What_the_engine_makes_of_a_good_idea_is_good([Values] DetailLevel detail)
    {
        var ideas =
            from idea in SampleIdeas.ByKind.SelectMany(kind => kind.Value)
            from start in new[] { "", "a child and " }
            select new Idea
            {
                Text = start + idea,
                Controls = new IdeaControls { Detail = detail },
            };

        Assert.That(
            ideas
                .Where(idea => ContentRules.Check(idea) == ContentVerdict.Allowed)
                .Where(idea => ContentRules.Check(IdeaComposer.Compose(idea)) != ContentVerdict.Allowed)
                .Select(idea => idea.Text),
            Is.Empty
        );
    }

    [Test]
    public void Every_category_says_what_would_pass()
    {
        var words = typeof(ContentCategories)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.That(words, Has.Count.EqualTo(13));
        foreach (var word in words)
        {
            Assert.That(ContentCategories.Of(word).Word, Is.EqualTo(word));
            Assert.That(
                ContentProblems.Explain("input", [word]),
                Does.Contain(ContentCategories.Of(word).Passes).And.Contain(ContentCategories.Of(word).Name)
            );
        }

        Assert.That(ContentCategories.Of("weather").Word, Is.EqualTo("other"));
    }

    [TestCase("input", "The text was refused for graphic violence and for contempt")]
    [TestCase("image", "The picture was refused")]
    [TestCase("output", "What the model made of it was refused")]
    public void A_refusal_says_at_which_stage_and_why(string stage, string start) =>
        Assert.That(ContentProblems.Explain(stage, ["violence", "hate"]), Does.StartWith(start));

    [Test]
    public void A_refusal_at_the_door_is_a_problem_without_the_text()
    {
        var problem = Assert
            .Throws<ProblemException>(() => ContentProblems.ThrowIfRefused(ContentRules.Check("a nude child")))!
            .Problem;

        Assert.That((problem.Status, problem.Code), Is.EqualTo((422, "content-refused")));
        Assert.That(problem.Detail, Does.Contain("What would pass").And.Not.Contain("nude child"));
    }

    /// <summary>Makers of paint and make-up call a pale brown so.</summary>
    [Test]
    public void A_color_called_nude_in_a_palette_is_a_color() =>
        Assert.That(
            ContentRules.Check(Child with { Palette = [new PaletteColor { Name = Model("nude") }] }).Decision,
            Is.EqualTo(ContentDecision.Allow)
        );

    private static readonly StructuredPrompt[] Places =
    [
        Child with
        {
            Title = "Nude",
        },
        Child with
        {
            Summary = "all are nude",
        },
        Child with
        {
            Idea = new IdeaText { Original = "дитя у моря", English = "a nude child" },
        },
        Child with
        {
            Verbatim = new VerbatimPrompt
            {
                Grammar = PromptGrammar.Plain,
                Prompt = "nude",
                Source = SlotSource.Model,
            },
        },
        Child with
        {
            Subjects = [new Subject { Phrase = Model("child"), Wardrobe = Model("nude") }],
        },
        Child with
        {
            Mood = [Slot.User("nude")],
        },
        Child with
        {
            Palette = [new PaletteColor { Name = Model("red"), Target = "nude" }],
        },
        Child with
        {
            Palette = [new PaletteColor { Name = Model("nude"), Target = "skin" }],
        },
        Child with
        {
            Negatives = [new Negative { Term = Model("clothes"), Positive = "nude" }],
        },
        Child with
        {
            Text = [new TextElement { Literal = Model("nude") }],
        },
        Child with
        {
            Parameters = [new ToolParameter("stylize", "nude")],
        },
    ];

    private static Slot Model(string value) => Slot.Of(value, SlotSource.Model, 0.9);
}
