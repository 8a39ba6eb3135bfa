using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Syntax.StableDiffusion;

/// <summary>Checks brackets as weights for targets that read them so, and reports them for targets that read only brackets.</summary>
internal static partial class WeightLint
{
    private const double Least = 0.1;
    private const double Most = 2;

    public static IEnumerable<LintFinding> Check(string text, PromptTarget target) =>
        target.Form == PromptForm.Json ? []
        : target.Has(TargetFeatures.Weights) ? Weights(text, target)
        : Foreign(text, target);

    private static IEnumerable<LintFinding> Weights(string text, PromptTarget target)
    {
        var scanner = Scanned(text, target);
        foreach (var at in scanner.Unopened)
        {
            yield return Warning("weights-unbalanced", "This bracket closes nothing.").At(at, 1);
        }

        foreach (var at in scanner.Unclosed)
        {
            yield return Warning("weights-unbalanced", "This bracket stays open and weighs all that follows.")
                .At(at, 1);
        }

        foreach (var (start, length, weight) in scanner.Numbers)
        {
            if (weight is < Least or > Most)
            {
                yield return Warning("weight-extreme", "Weights far from 1 break the picture; stay between 0.1 and 2.")
                    .At(start, length);
            }
        }

        foreach (Match match in Bare().Matches(text))
        {
            yield return Warning("weight-without-brackets", "A weight stands in brackets: (words:1.2).")
                .At(match.Index, match.Length);
        }
    }

    private static WeightScanner Scanned(string text, PromptTarget target)
    {
        WeightScanner scanner =
            target.Reads == PromptGrammar.InvokeAI ? new InvokeAIScanner(text) : new A1111Scanner(text);
        scanner.Scan();
        return scanner;
    }

    private static IEnumerable<LintFinding> Foreign(string text, PromptTarget target)
    {
        var message = $"{target.Name} has no weights; it reads this as text.";
        var numbers = new[] { Scanned(text, target), new InvokeAIScanner(text) };
        numbers[1].Scan();
        foreach (
            var (start, length, _) in numbers
                .SelectMany(scanner => scanner.Numbers)
                .Where(number => char.IsAsciiDigit(text[number.Start + number.Length - 1]))
                .DistinctBy(number => number.Start)
        )
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

    /// <summary>"text:1.4" between commas and outside of brackets, which the tool reads as words.</summary>
    [GeneratedRegex(@"(?<=^|,)[^,()\[\]<>:\n]*[A-Za-z]:\d+(\.\d+)?(?=\s*(,|$))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    private static LintFinding Warning(string code, string message) =>
        LintFinding.Of(LintSeverity.Warning, code, message);
}
