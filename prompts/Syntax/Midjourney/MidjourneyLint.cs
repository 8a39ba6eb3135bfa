using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Midjourney;

/// <summary>Checks Midjourney's parameters: "--name value", all of them after the text, with nothing between them.</summary>
internal static class MidjourneyLint
{
    private enum Shape
    {
        Flag,
        Number,
        Ratio,
        Words,
    }

    /// <summary>The parameters of versions 7 and 8, with the least and the largest value of numbers.</summary>
    private static readonly (string[] Names, Shape Shape, double Least, double Most)[] Known =
    [
        (["ar", "aspect"], Shape.Ratio, 0, 0),
        (["s", "stylize"], Shape.Number, 0, 1000),
        (["c", "chaos"], Shape.Number, 0, 100),
        (["w", "weird"], Shape.Number, 0, 3000),
        (["q", "quality"], Shape.Number, 1, 4),
        (["iw"], Shape.Number, 0, 3),
        (["sw"], Shape.Number, 0, 1000),
        (["ow"], Shape.Number, 1, 1000),
        (["sv"], Shape.Number, 1, 7),
        (["stop"], Shape.Number, 10, 100),
        (["exp"], Shape.Number, 0, 100),
        (["seed"], Shape.Number, 0, uint.MaxValue),
        (["r", "repeat"], Shape.Number, 2, 40),
        (["raw", "tile", "draft", "fast", "relax", "turbo", "stealth", "public", "hd"], Shape.Flag, 0, 0),
        (["v", "version", "niji", "style", "no", "sref", "oref", "cref", "p", "profile"], Shape.Words, 0, 0),
    ];

    private readonly record struct Parameter(int Start, string Name, string Value, int End);

    /// <summary>The part that the model reads as text, which ends at the first parameter. Positions stay the same.</summary>
    public static string TextOf(string text, PromptTarget? target) =>
        target is null or { Form: PromptForm.Phrases } && First(text) is var at and >= 0 ? text[..at] : text;

    public static IEnumerable<LintFinding> Check(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in Parameters(text))
        {
            var known = Array.Find(Known, entry => entry.Names.Contains(parameter.Name, StringComparer.Ordinal));
            var length = parameter.End - parameter.Start;
            if (known.Names is null)
            {
                yield return Error("parameter-unknown", $"Midjourney knows no --{parameter.Name}.")
                    .At(parameter.Start, length);
                continue;
            }

            if (!seen.Add(known.Shape == Shape.Words ? parameter.Name : known.Names[0]) && known.Shape != Shape.Flag)
            {
                yield return Warning("parameter-repeated", "Given before; one of the two is ignored.")
                    .At(parameter.Start, length);
            }

            foreach (var finding in Values(parameter, known.Shape, known.Least, known.Most))
            {
                yield return finding.At(parameter.Start, length);
            }
        }

        for (var at = text.IndexOfAny(['—', '–']); at >= 0; at = text.IndexOfAny(['—', '–'], at + 1))
        {
            if (at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) && (at == 0 || text[at - 1] == ' '))
            {
                yield return Error("parameter-dash", "A long dash starts no parameter; type two hyphens.").At(at, 1);
            }
        }
    }

    /// <summary>Finds Midjourney's parameters in the text of another target.</summary>
    public static IEnumerable<LintFinding> Foreign(string text, PromptTarget target) =>
        target.Form == PromptForm.Json
            ? []
            : Parameters(text)
                .Select(parameter =>
                    Warning("parameter-unsupported", $"{target.Name} reads this as text; it is Midjourney's.")
                        .At(parameter.Start, parameter.End - parameter.Start)
                );

    private static IEnumerable<LintFinding> Values(Parameter parameter, Shape shape, double least, double most)
    {
        var (value, rest) = FirstWord(parameter.Value);
        if (shape == Shape.Words)
        {
            if (value.Length == 0)
            {
                yield return Error("parameter-value", $"--{parameter.Name} needs a value.");
            }

            yield break;
        }

        if (shape == Shape.Flag)
        {
            (value, rest) = ("", parameter.Value);
        }

        if (rest.Length > 0 && rest.Trim(',', '.', ';', ' ').Length == 0 || value.EndsWith(','))
        {
            yield return Warning("parameter-punctuation", "Nothing stands between parameters.");
            value = value.TrimEnd(',', '.', ';');
        }
        else if (rest.Length > 0)
        {
            yield return Error("parameter-mid-text", "Text behind a parameter is lost; put all parameters last.");
        }

        if (shape == Shape.Ratio && !IsRatio(value))
        {
            yield return Error("parameter-value", "The ratio is two whole numbers, such as 16:9.");
        }

        if (
            shape == Shape.Number
            && (
                !double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number < least
                || number > most
            )
        )
        {
            yield return Error("parameter-value", $"--{parameter.Name} goes from {least:0} to {most:0}.");
        }
    }

    private static bool IsRatio(string text) =>
        text.Split(':') is [var width, var height] && IsSide(width) && IsSide(height);

    private static bool IsSide(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side > 0;

    private static (string Word, string Behind) FirstWord(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..].Trim());
    }

    private static IEnumerable<Parameter> Parameters(string text)
    {
        for (var at = First(text); at >= 0; )
        {
            var next = Next(text, at + 2);
            var end = next < 0 ? text.Length : next;
            var whole = text[(at + 2)..end].TrimEnd();
            var (name, value) = FirstWord(whole);
            yield return new Parameter(at, name.TrimEnd(',', '.'), value, at + 2 + whole.Length);
            at = next;
        }
    }

    private static int First(string text) => Next(text, 0);

    private static int Next(string text, int from)
    {
        for (
            var at = text.IndexOf("--", from, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf("--", at + 1, StringComparison.Ordinal)
        )
        {
            if (
                (at == 0 || char.IsWhiteSpace(text[at - 1]))
                && at + 2 < text.Length
                && char.IsAsciiLetter(text[at + 2])
            )
            {
                return at;
            }
        }

        return -1;
    }

    private static LintFinding Warning(string code, string message) =>
        LintFinding.Of(LintSeverity.Warning, code, message);

    private static LintFinding Error(string code, string message) => LintFinding.Of(LintSeverity.Error, code, message);
}
