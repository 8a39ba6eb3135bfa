namespace AiPromptGen.Prompts.Ideas;

/// <summary>What is added to a kind of picture that somebody named, without what the idea tells otherwise.</summary>
internal static class FinishWords
{
    private static readonly IReadOnlyList<string> GroundClauses = WordLists.InOrder("ground-clauses");
    private static readonly IReadOnlyList<string> SaidGrounds = WordLists.InOrder("said-grounds");
    private static readonly IReadOnlyList<string> FlatClauses = WordLists.InOrder("flat-clauses");
    private static readonly IReadOnlyList<string> SaidDepth = WordLists.InOrder("said-depth");

    private static readonly IReadOnlyList<string> ToldOnce = WordLists.InOrder("told-once");

    /// <summary>"White ground" beside "aged paper", "flat color" beside "3d", a border beside a border is left out; nothing may remain.</summary>
    public static LibraryEntry Suited(LibraryEntry finish, string text)
    {
        var clauses = finish.Phrase.Split(", ");
        var kept = Array.FindAll(
            clauses,
            clause =>
                !Contradicts(clause, GroundClauses, SaidGrounds, text)
                && !Contradicts(clause, FlatClauses, SaidDepth, text)
                && !ToldOnce.Any(word => WholeWord.Contains(clause, word) && WholeWord.Contains(text, word))
        );
        return kept.Length == clauses.Length ? finish : finish with { Phrase = string.Join(", ", kept) };
    }

    private static bool Contradicts(
        string clause,
        IReadOnlyList<string> words,
        IReadOnlyList<string> said,
        string text
    ) => words.Any(word => WholeWord.Contains(clause, word)) && said.Any(word => WholeWord.Contains(text, word));
}
