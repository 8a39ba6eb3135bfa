namespace AiPromptGen.Prompts.Syntax.Linting;

internal static class BudgetLint
{
    public static IEnumerable<LintFinding> Check(string text, PromptTarget target)
    {
        var count = target.Count(text);
        var unit = target.Unit.ToString().ToLowerInvariant();
        if (count > target.Limit)
        {
            var about = target.CountKind == CountKind.Estimated ? "about " : "";
            yield return LintFinding.Of(
                LintSeverity.Error,
                "over-budget",
                $"{about}{count} {unit}, and {target.Name} reads {target.Limit}; the end is lost."
            );
        }

        if (TextMeasure.Count(text, BudgetUnit.Words) < target.LeastWords)
        {
            yield return LintFinding.Of(
                LintSeverity.Warning,
                "prompt-short",
                $"{target.Name} wants at least {target.LeastWords} words."
            );
        }
    }
}
