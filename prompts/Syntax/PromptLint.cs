namespace AiPromptGen.Prompts.Syntax;

/// <summary>Reads a prompt as its target would, and reports what would go wrong. Pure; the same prompt gets the same findings.</summary>
public static class PromptLint
{
    /// <summary>Checks a finished text. Without a target only what is wrong for every target is reported.</summary>
    public static IReadOnlyList<LintFinding> Check(string text, PromptTarget? target)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [LintFinding.Of(LintSeverity.Error, "prompt-empty", "There is no text.")];
        }

        var words = MidjourneyLint.TextOf(text, target);
        IEnumerable<LintFinding> found =
        [
            .. WordingLint.Duplicates(words),
            .. WordingLint.Cliches(words),
            .. WordingLint.Instructions(words),
            .. ContradictionLint.Check(words),
            .. SpellingLint.Check(words),
            .. ColorLint.Check(text, target),
            .. target is null ? [] : Own(text, words, target),
        ];
        return
        [
            .. found.OrderBy(finding => finding.Start ?? -1).ThenBy(finding => finding.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Checks the slots and, with a target, also what the target does with them.</summary>
    public static IReadOnlyList<LintFinding> Check(StructuredPrompt prompt, PromptTarget? target)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return
        [
            .. SlotLint.Check(prompt),
            .. Spelling(prompt),
            .. target is null ? [] : SlotLint.Rendered(prompt, target),
        ];
    }

    private static IEnumerable<LintFinding> Spelling(StructuredPrompt prompt) =>
        prompt
            .Subjects.SelectMany(
                (subject, i) =>
                    SpellingLint
                        .Check(subject.Phrase?.Value ?? "")
                        .Select(finding => finding with { Path = string.Create(null, $"subjects[{i}].phrase") })
            )
            .DistinctBy(finding => (finding.Path, finding.Start));

    private static IEnumerable<LintFinding> Own(string text, string words, PromptTarget target) =>
        [
            .. BudgetLint.Check(text, target),
            .. WeightLint.Check(words, target),
            .. target.Form == PromptForm.Phrases ? MidjourneyLint.Check(text) : MidjourneyLint.Foreign(text, target),
            .. target.Grammar is IdeogramGrammar ? IdeogramLint.Check(text) : [],
            .. target.Negatives == NegativeMode.Rewrite ? WordingLint.Negations(words, target) : [],
        ];
}
