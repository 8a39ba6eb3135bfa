namespace AiPromptGen.Prompts.Syntax.Linting;

/// <summary>Reports words that look mistyped, and slang. They are not changed, because only the writer knows what was meant.</summary>
internal static class SpellingLint
{
    /// <summary>The most findings of one text. A text with more of them is probably in another language.</summary>
    private const int Most = 10;

    public static IEnumerable<LintFinding> Check(string text)
    {
        var tokens = Tokenizer.Split(text, 0, text.Length);
        if (LanguageGuess.Of(text, tokens) is not (LanguageGuess.English or LanguageGuess.Unknown))
        {
            return [];
        }

        var found = SpellingReader.Find(text).Take(Most + 1).ToList();
        return found.Count > Most || found.Count * 2 > tokens.Count + 1 ? [] : found.Select(Of);
    }

    private static LintFinding Of(SpellingMistake mistake) =>
        (
            mistake.IsSlang
                ? LintFinding.Of(
                    LintSeverity.Info,
                    "slang",
                    $"“{mistake.Word}” may be read as something else; “{mistake.Meant}” says it plainly."
                )
                : LintFinding.Of(
                    LintSeverity.Warning,
                    "spelling",
                    $"“{mistake.Word}” looks mistyped; “{mistake.Meant}” may be meant. It is kept as written."
                )
        ).At(mistake.Start, mistake.Length);
}
