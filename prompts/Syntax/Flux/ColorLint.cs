namespace AiPromptGen.Prompts.Syntax.Flux;

/// <summary>Checks color codes: most models read only names, and those that read codes follow them better when a name is given too.</summary>
internal static class ColorLint
{
    private const int CodeLength = 7;

    public static IEnumerable<LintFinding> Check(string text, PromptTarget? target)
    {
        if (target?.Form == PromptForm.Json)
        {
            yield break;
        }

        for (var at = text.IndexOf('#', StringComparison.Ordinal); at >= 0; at = text.IndexOf('#', at + 1))
        {
            var end = at + CodeLength;
            if (
                end > text.Length
                || !HexColor.IsValid(text[at..end])
                || (end < text.Length && char.IsLetterOrDigit(text[end]))
            )
            {
                continue;
            }

            var name = HexColor.Name(text[at..end]);
            if (target is not null && !target.Has(TargetFeatures.HexColors))
            {
                yield return Warning(
                    "hex-unsupported",
                    $"{target.Name} reads names, not codes; this one is {name}.",
                    at
                );
            }
            else if (!text.AsSpan(end).TrimStart().StartsWith("("))
            {
                yield return Warning("hex-without-name", $"Write the color's name behind its code: ({name}).", at);
            }
        }
    }

    private static LintFinding Warning(string code, string message, int at) =>
        LintFinding.Of(LintSeverity.Warning, code, message).At(at, CodeLength);
}
