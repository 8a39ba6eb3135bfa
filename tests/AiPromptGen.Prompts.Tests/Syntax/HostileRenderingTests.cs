using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// Whatever is pasted, every target gives a text for it. AIPROMPTGEN_FUZZ sets how many texts are tried; without it a few
/// thousand are, always the same.
/// </summary>
[TestFixture]
public sealed class HostileRenderingTests
{
    private static readonly long Times = long.TryParse(
        Environment.GetEnvironmentVariable("AIPROMPTGEN_FUZZ"),
        CultureInfo.InvariantCulture,
        out var times
    )
        ? times
        : 1_500;

    private static readonly string[] Signs =
    [
        "(",
        ")",
        "((",
        "[",
        "]",
        "{",
        "}",
        "{a|",
        "|b}",
        "{a, ",
        "[a:",
        ":b:0.5]",
        ":1.3)",
        ":-1)",
        ")0.7",
        "++",
        "--",
        " --ar ",
        "16:9",
        " --no ",
        "—v ",
        " --unknown ",
        "::",
        "::2 ",
        "::-.5 ",
        "<lora:",
        ":0.8>",
        ">",
        "\\",
        "\\(",
        "BREAK",
        " AND ",
        " :1.2",
        "|",
        ".blend(",
        ".and()",
        ".swap(",
        "0.7, 0.3)",
        "\nNegative prompt:",
        "\nSteps: 20, ",
        "Seed: 99999999999999999999",
        "Size: 0x0",
        "\"",
        "“",
        "#ABCDEF ",
        ", ",
        ". ",
        "\n",
        "\0",
        "\uD800",
        "\u202E",
        "🦊",
        "https://a.b/c.png ",
        "/imagine prompt:",
        "{\"high_level_description\":\"",
        "\"elements\":[{\"bbox\":[1,2,3,1e9],\"desc\":\"",
        "\"}]}",
        "{\"scene\":\"",
        "\"color_palette\":[\"#abcdef\",1]",
        "fox",
        "no people",
        "oil painting",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 8], Gen.OneOf(Signs), Gen.OneOf(Signs))
        .Array[0, 20]
        .Select(string.Concat);

    [Test]
    public void Every_target_gives_a_text_for_whatever_was_pasted() =>
        Gen.Select(Texts, Gen.Enum<PromptGrammar>(), Gen.Bool)
            .Sample(
                (text, grammar, isSaid) => Render(text, isSaid ? grammar : null),
                iter: Times,
                seed: "0000KeT0Ph51"
            );

    [TestCase("(")]
    [TestCase("[a:b:0.5]")]
    [TestCase("[")]
    [TestCase("{a|b}")]
    [TestCase("{a, ")]
    [TestCase("(x:1.1) ")]
    [TestCase("a:: ")]
    [TestCase("a AND b :1.2 ")]
    [TestCase("(\"a\", \"b\").blend(0.5, 0.5) ")]
    [TestCase("a.swap(")]
    [TestCase(" --sref x")]
    [TestCase("<lora:x:1>")]
    [TestCase("{\"scene\":")]
    [MaxTime(60_000)]
    public void Ten_thousand_of_a_sign_are_read_and_rendered_in_time(string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, Math.Min(10_000, PromptParser.MaxLength / sign.Length)));

        foreach (var grammar in Enum.GetValues<PromptGrammar>())
        {
            Render(text, grammar);
        }
    }

    [Test, MaxTime(60_000)]
    public void A_text_of_a_million_characters_is_given_whole_and_counted_as_too_long()
    {
        var text = string.Concat(Enumerable.Repeat("(a:1.1), ", 111_112));

        var parsed = PromptParser.Parse(text);
        var rendering = PromptRenderer.Render(parsed.Prompt, PromptTargets.Find("flux")!);

        Assert.That(parsed.Confidence, Is.Zero);
        Assert.That(rendering.Prompt, Is.EqualTo(text));
        Assert.That(rendering.Warnings.Select(warning => warning.Code), Does.Contain("over-budget"));
    }

    private static void Render(string text, PromptGrammar? grammar)
    {
        var prompt = PromptParser.Parse(text, grammar).Prompt;
        foreach (var target in PromptTargets.All)
        {
            var rendering = PromptRenderer.Render(prompt, target);
            Assert.That(rendering.Prompt, Is.Not.Null);
            if (target.Form == PromptForm.Json && PromptParser.GrammarOf(target) != prompt.Verbatim!.Grammar)
            {
                using var json = JsonDocument.Parse(rendering.Prompt);
            }
        }
    }

    [Test]
    public void Half_a_character_in_a_quoted_setting_is_read() =>
        Assert.That(
            () => PromptParser.Parse("oil painting\nNegative prompt: fog\nSteps: 20, Model: \"a\ud800b\"", null),
            Throws.Nothing
        );
}
