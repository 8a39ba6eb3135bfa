using AiPromptGen.Prompts;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Parsing;

/// <summary>Whatever the text is, it is read without an exception, in bounded time, into a bounded form.</summary>
[TestFixture]
public sealed class HostilePromptTests
{
    private static readonly string[] Signs =
    [
        "(",
        ")",
        "((",
        "[",
        "]",
        ":1.3)",
        ":999)",
        ":-1)",
        "++",
        "--",
        " --ar ",
        "16:9",
        " --no ",
        "—v ",
        "::",
        "::2",
        "::-.5 ",
        "<lora:",
        ">",
        "\\",
        "\\(",
        "BREAK",
        " AND ",
        "|",
        "\nNegative prompt:",
        "\nSteps: ",
        "Size: 0x0, Seed: 99999999999999999999",
        "\"",
        "“",
        "the text \"",
        " palette",
        "a palette of ",
        "#12345",
        "#ABCDEF (",
        ", ",
        ". ",
        "\n",
        "\0",
        "\uD800",
        "\u202E",
        "🦊",
        "https://",
        "/imagine prompt:",
        "{\"high_level_description\":",
        "\"elements\":[{\"bbox\":[1,2,3,1e9],\"desc\":\"",
        "\"}]}",
        "no ",
        "golden hour",
        "oil painting",
        "fox",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 10], Gen.OneOf(Signs))
        .Array[0, 24]
        .Select(string.Concat);

    private static readonly PromptGrammar?[] Grammars =
    [
        null,
        .. Enum.GetValues<PromptGrammar>().Cast<PromptGrammar?>(),
    ];

    [Test]
    public void No_text_makes_it_throw() =>
        Gen.Select(Texts, Gen.OneOf(Grammars))
            .Sample((text, grammar) => Check(PromptParser.Parse(text, grammar)), iter: 4_000);

    [Test]
    public void No_change_of_a_finished_prompt_makes_it_throw() =>
        Gen.Select(
                StructuredGen.Prompts,
                Gen.OneOf(PromptTargets.All.ToArray()),
                Gen.Int[0, 4_000],
                Gen.OneOf(Signs),
                Gen.Int[0, 40]
            )
            .Sample(
                (prompt, target, at, sign, cut) =>
                {
                    var copied = CopiedPrompt.Of(prompt, target);
                    at %= copied.Length;
                    var mutated = copied[..at] + sign + copied[Math.Min(copied.Length, at + cut)..];
                    var parsed = PromptParser.Parse(mutated);
                    Check(parsed);
                    Assert.That(PromptRenderer.Render(parsed.Prompt, target).Prompt, Is.Not.Null);
                    Check(PromptParser.Parse(mutated, PromptParser.GrammarOf(target)));
                },
                iter: 600
            );

    [TestCaseSource(nameof(Signs)), MaxTime(60_000)]
    public void A_sign_repeated_to_the_limit_is_read_in_time(string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, PromptParser.MaxLength / sign.Length));

        foreach (var grammar in Grammars)
        {
            Check(PromptParser.Parse(text, grammar));
        }
    }

    [Test, MaxTime(60_000)]
    public void Every_library_term_at_once_is_read_in_time()
    {
        var terms = string.Join(", ", PromptLibrary.Instance.Entries.Select(entry => entry.Phrase));
        var text = string.Join(", ", Enumerable.Repeat(terms, 8));

        Check(PromptParser.Parse(text[..Math.Min(text.Length, PromptParser.MaxLength)], PromptGrammar.A1111));
    }

    [Test]
    public void A_prompt_that_was_read_is_one_that_the_other_routes_take() =>
        Gen.Select(StructuredGen.Prompts, Gen.OneOf(PromptTargets.All.ToArray()))
            .Sample(
                (prompt, target) =>
                    Assert.That(
                        StructuredPromptRules.Mistakes(
                            PromptParser.Parse(CopiedPrompt.Of(prompt, target), PromptParser.GrammarOf(target)).Prompt
                        ),
                        Is.Empty
                    ),
                iter: 200
            );

    private static void Check(ParsedPrompt parsed)
    {
        var prompt = parsed.Prompt;
        Assert.That(prompt.Subjects, Has.Count.LessThanOrEqualTo(PromptSheet.Most + 1));
        Assert.That(prompt.Negatives, Has.Count.LessThanOrEqualTo(PromptSheet.Most));
        Assert.That(prompt.Parameters, Has.Count.LessThanOrEqualTo(PromptSheet.Most));
        Assert.That(prompt.Text, Has.Count.LessThanOrEqualTo(PromptSheet.Most));
        Assert.That(prompt.Palette, Has.Count.LessThanOrEqualTo(2 * PromptSheet.Most));
        Assert.That(prompt.Subjects.Select(s => s.Weight), Has.All.InRange(0.001, 100.0));
    }
}
