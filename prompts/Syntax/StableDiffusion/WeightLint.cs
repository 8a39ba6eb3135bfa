using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Brackets that weigh, where they weigh; and where they are only brackets.</summary>
internal static class WeightLint
{
    private const double Least = 0.1;
    private const double Most = 2;

    public static IEnumerable<LintFinding> Check(string text, PromptTarget target) =>
        target.Form == PromptForm.Json ? []
        : target.Has(TargetFeatures.Weights) ? [.. Unbalanced(text), .. Extreme(text)]
        : Foreign(text, target);

    private static IEnumerable<LintFinding> Unbalanced(string text)
    {
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] is '(' or '[')
            {
                open.Push(i);
            }
            else if (
                text[i] is ')' or ']'
                && (!open.TryPop(out var from) || text[from] != (text[i] == ')' ? '(' : '['))
            )
            {
                yield return Warning("weights-unbalanced", "This bracket closes nothing.").At(i, 1);
            }
        }

        foreach (var at in open.Reverse())
        {
            yield return Warning("weights-unbalanced", "This bracket stays open and weighs all that follows.")
                .At(at, 1);
        }
    }

    private static IEnumerable<LintFinding> Extreme(string text) =>
        from found in Numbers(text)
        where found.Weight is < Least or > Most
        select Warning("weight-extreme", "Weights far from 1 break the picture; stay between 0.1 and 2.")
            .At(found.Start, found.Length);

    private static IEnumerable<LintFinding> Foreign(string text, PromptTarget target)
    {
        var message = $"{target.Name} has no weights; it reads this as text.";
        foreach (var (start, length, _) in Numbers(text))
        {
            yield return Warning("weights-unsupported", message).At(start, length);
        }

        foreach (var sign in (string[])["((", "::"])
        {
            for (
                var at = text.IndexOf(sign, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(sign, at + sign.Length, StringComparison.Ordinal)
            )
            {
                yield return Warning("weights-unsupported", message).At(at, sign.Length);
            }
        }
    }

    /// <summary>":1.3)" and ")1.3".</summary>
    private static IEnumerable<(int Start, int Length, double Weight)> Numbers(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (':' or ')'))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            var closes = text[i] == ')' || (end < text.Length && text[end] == ')');
            if (
                closes
                && double.TryParse(
                    text.AsSpan(i + 1, end - i - 1),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var weight
                )
            )
            {
                yield return (i, end - i, weight);
            }
        }
    }

    private static LintFinding Warning(string code, string message) =>
        LintFinding.Of(LintSeverity.Warning, code, message);
}
