using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Templates;

[TestFixture]
public sealed class PromptTemplateTests
{
    private static readonly TestCaseData[] Expansions =
    [
        Case("a {red|blue} fox", "a red fox", "a blue fox"),
        Case("{a|b}{1|2}", "a1", "a2", "b1", "b2"),
        Case("{2$$a|b|c}", "a, b", "a, c", "b, c"),
        Case("{2$$ and $$a|b|c}", "a and b", "a and c", "b and c"),
        Case("{1-2$$+$$a|b}", "a", "b", "a+b"),
        Case("{3::a|0.5::b|c}", "a", "b", "c"),
        Case("{ a | b }", "a", "b"),
        Case("x{ y|}", "xy", "x"),
        Case("{a{1|2}|b}", "a1", "a2", "b"),
        Case("{2$${a|b}|c}", "a, c", "b, c"),
        Case("{2$$ \\} $$a|b}", "a } b"),
        Case("\\{a\\|b\\}", "{a|b}"),
        Case("{a\\|b|c\\}}", "a|b", "c}"),
        Case("{a|a}", "a"),
        Case("a \\(b\\) {c|c}", "a \\(b\\) c"),
        Case("{hot::2|3\\::a}", "hot::2", "3::a"),
        Case("a __season__", "a spring", "a summer", "a autumn", "a winter"),
        Case(
            "{2$$__seasons__}",
            "spring, summer",
            "spring, autumn",
            "spring, winter",
            "summer, autumn",
            "summer, winter",
            "autumn, winter"
        ),
        Case("{\\$\\$a|b}", "$$a", "b"),
    ];

    private static readonly TestCaseData[] Mistakes =
    [
        Mistake("a {b|c", "template-unclosed", 3),
        Mistake("a {b|{c}", "template-unclosed", 3),
        Mistake("{a|b\\}", "template-unclosed", 1),
        Mistake("{a|b} c}", "template-unopened", 8),
        Mistake("{0$$a|b}", "template-quantity-invalid", 2),
        Mistake("{x$$a|b}", "template-quantity-invalid", 2),
        Mistake("{2-1$$a|b}", "template-quantity-invalid", 2),
        Mistake("{51$$a|b}", "template-quantity-invalid", 2),
        Mistake("{99999999999$$a|b}", "template-quantity-invalid", 2),
        Mistake("x {3$$a|b}", "template-quantity-invalid", 3),
        Mistake("{0::a|b}", "template-weight-invalid", 2),
        Mistake("{a|-1::b}", "template-weight-invalid", 4),
        Mistake("{a|1001::b}", "template-weight-invalid", 4),
        Mistake("a __colors__ __nothing__", "template-list-unknown", 14),
        Mistake("{|a}", "template-blank", 0),
        Mistake("{ {a|} | b}", "template-blank", 0),
        Mistake(Nested(9), "template-too-deep", 18),
        Mistake(Nested(30), "template-too-deep", 18),
        Mistake(string.Concat(Enumerable.Repeat("{a|b}", 30)), "template-too-many-combinations", 0),
        Mistake(string.Concat(Enumerable.Repeat("{a|b}", 700)), "template-too-many-combinations", 0),
        Mistake("{5$$" + string.Join('|', Enumerable.Range(0, 40)) + "}", "template-too-many-combinations", 0),
        Mistake("{a|b}" + new string('x', 4000), "template-too-long", 0),
        Mistake(
            "{50$$" + new string('-', 90) + "$$" + string.Join('|', Enumerable.Range(0, 50)) + "}",
            "template-too-long",
            0
        ),
    ];

    /// <summary>Broken and whole pieces of the syntax, in any order.</summary>
    private static readonly Gen<string> Any = Gen.OneOf(
            "{",
            "}",
            "|",
            "$$",
            "2$$",
            "1-2$$",
            "::",
            "3::",
            "\\",
            "__",
            "__styles__",
            "__x__",
            "a",
            "fox ",
            " ",
            "é",
            "\uD83E"
        )
        .Array[0, 30]
        .Select(string.Concat);

    [TestCaseSource(nameof(Expansions))]
    public void Every_combination_in_the_order_it_is_written(string text, string[] expected)
    {
        var template = Read(text);

        Assert.That(PromptTemplate.IsTemplate(text));
        Assert.That(template.All(), Is.EqualTo(expected));
        Assert.That(template.Combinations, Is.GreaterThanOrEqualTo(expected.Length));
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(string text, string code, int position)
    {
        var (template, mistake) = PromptTemplate.Read(text);

        Assert.That(template, Is.Null);
        Assert.That((mistake!.Code, mistake.Position), Is.EqualTo((code, position)), mistake.Detail);
        Assert.That(mistake.Detail, Is.Not.Empty);
    }

    [TestCase("a red fox")]
    [TestCase("{masterpiece}, best quality")]
    [TestCase("a smiley :-} and a | bar")]
    [TestCase("snake__case__name and __init")]
    [TestCase("""{"high_level_description":"a {red|blue} fox","style":"__styles__"}""")]
    [TestCase("(fox:1.2) [hat] \\(art\\)")]
    [TestCase("$$ and ____")]
    public void Other_texts_are_no_templates(string text) => Assert.That(PromptTemplate.IsTemplate(text), Is.False);

    [Test, MaxTime(60_000)]
    public void A_bomb_is_counted_and_never_expanded()
    {
        var bomb =
            "{50$$"
            + string.Join('|', Enumerable.Repeat("{25$$" + string.Join('|', Enumerable.Repeat("a", 50)) + "}", 30))
            + "}";
        Assert.That(PromptTemplate.Read(bomb).Mistake, Is.Not.Null);
        Assert.That(PromptTemplate.Read(new string('{', 4000)).Mistake!.Code, Is.EqualTo("template-too-deep"));
        Assert.That(
            () => Read("{3$$" + string.Join('|', Enumerable.Range(0, 30)) + "}").All(),
            Throws.InvalidOperationException
        );
    }

    [Test]
    public void Lists_do_not_make_a_template_too_large_to_draw_from()
    {
        var template = Read("a __animal__, __styles__, __lightings__, __palettes__");

        Assert.That(template.Combinations, Is.GreaterThan(PromptTemplate.MaxCombinations));
        Assert.That(template.Draw(1, 8).Distinct().Count(), Is.EqualTo(8));
    }

    [Test]
    public void The_same_seed_draws_the_same_and_another_one_does_not()
    {
        var template = Read("a {red|blue|green|black} {fox|owl|cat|hare} {here|there}");

        var first = template.Draw(7, 8);

        Assert.That(template.Draw(7, 8), Is.EqualTo(first).And.Unique);
        Assert.That(template.Draw(8, 8), Is.Not.EqualTo(template.Draw(7, 8)));
    }

    [Test]
    public void What_was_drawn_first_does_not_depend_on_how_many_are_drawn()
    {
        var template = Read("{a|b|c} {1|2|3}");

        Assert.That(template.Draw(3, 5).Take(2), Is.EqualTo(template.Draw(3, 2)));
    }

    [Test]
    public void Weights_are_kept()
    {
        var template = Read("{9::often|1::seldom}");

        var often = Enumerable.Range(0, 2000).Count(seed => template.Draw((ulong)seed, 1)[0] == "often");

        Assert.That(often, Is.InRange(1740, 1860));
    }

    [Test]
    public void All_that_there_is_can_be_drawn_however_rare_it_is() =>
        Assert.That(Read("{1000::a|0.001::b}").Draw(1, 3), Is.EquivalentTo(new[] { "a", "b" }));

    [Test]
    public void Any_text_is_read_or_told_and_what_is_drawn_is_among_all() =>
        Any.Sample(
            text =>
            {
                var (template, mistake) = PromptTemplate.Read(text);
                if (template is null)
                {
                    return mistake!.Position >= 0 && mistake.Position <= text.Length;
                }

                var drawn = template.Draw(5, 3);
                return drawn.All(t => t.Length <= PromptTemplate.MaxLength && !string.IsNullOrWhiteSpace(t))
                    && (template.Combinations > PromptTemplate.MaxExpanded || drawn.All(template.All().Contains));
            },
            iter: 5000,
            seed: "0000KeT0Ph51"
        );

    [Test]
    public void Every_list_has_plain_words_and_names_of_its_own()
    {
        var lists = TemplateLists.Instance.All;

        Assert.That(lists.SelectMany(l => l.Aliases.Append(l.Id)), Is.Unique);
        Assert.That(
            lists.Select(l => l.Id),
            Is.SupersetOf(["styles", "media", "lightings", "moods", "palettes", "cameras", "compositions", "colours"])
        );
        foreach (var list in lists)
        {
            Assert.That(list.Words, Is.Unique.And.Not.Empty, list.Id);
            Assert.That(
                list.Words,
                Has.None.Matches<string>(w => w != w!.Trim() || w.Contains('{') || w.Contains("__")),
                list.Id
            );
        }
    }

    private static PromptTemplate Read(string text)
    {
        var (template, mistake) = PromptTemplate.Read(text);
        return template ?? throw new AssertionException($"{mistake!.Code}: {mistake.Detail}");
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("a{", depth)) + "b|c" + new string('}', depth);

    private static TestCaseData Case(string text, params string[] expected) =>
        new TestCaseData(text, expected).SetArgDisplayNames(text);

    private static TestCaseData Mistake(string text, string code, int position) =>
        new TestCaseData(text, code, position).SetArgDisplayNames(text.Length > 40 ? text[..40] + "…" : text, code);
}
