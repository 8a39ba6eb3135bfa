using System.Buffers;
using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What is added to a kind of picture that somebody named, without what the idea tells otherwise.</summary>
internal static class FinishWords
{
    private static readonly IReadOnlyList<string> GroundClauses = WordLists.InOrder("ground-clauses");

    /// <summary>Words of a clause that is left out, and the words of an idea beside which it would be wrong.</summary>
    private static readonly (IReadOnlyList<string> Clauses, IReadOnlyList<string> Said)[] Against =
    [
        (GroundClauses, WordLists.InOrder("said-grounds")),
        (WordLists.InOrder("flat-clauses"), WordLists.InOrder("said-depth")),
        (WordLists.InOrder("brush-clauses"), WordLists.InOrder("said-smooth")),
        (WordLists.InOrder("shade-clauses"), WordLists.InOrder("said-outline")),
        (WordLists.InOrder("outline-clauses"), WordLists.InOrder("said-loose")),
        (WordLists.InOrder("solid-clauses"), WordLists.InOrder("said-fine")),
        (WordLists.InOrder("single-clauses"), WordLists.InOrder("said-panels")),
    ];

    private static readonly IReadOnlyList<string> ToldOnce = WordLists.InOrder("told-once");

    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");
    private static readonly SearchValues<char> QuoteMarks = SearchValues.Create("\"“„«「『《");
    private static readonly IReadOnlyList<string> ToldWriting = WordLists.InOrder("told-writing");
    private static readonly IReadOnlyList<string> WritingRoom = WordLists.InOrder("writing-room-clauses");

    /// <summary>"White ground" beside "aged paper", "flat color" beside "3d", a border beside a border is left out; nothing may remain.</summary>
    public static LibraryEntry Suited(LibraryEntry finish, string text)
    {
        var clauses = finish.Phrase.Split(", ");
        var onColor = IsOnColor(text);
        var isWritten =
            text.AsSpan().ContainsAny(QuoteMarks) || ToldWriting.Any(word => WholeWord.Contains(text, word));
        var kept = Array.FindAll(
            clauses,
            clause =>
                !Array.Exists(Against, pair => Contradicts(clause, pair.Clauses, pair.Said, text))
                && !(onColor && GroundClauses.Any(word => WholeWord.Contains(clause, word)))
                && !(isWritten && WritingRoom.Any(word => WholeWord.Contains(clause, word)))
                && !ToldOnce.Any(word => WholeWord.Contains(clause, word) && Tells(text, word))
        );
        return kept.Length == clauses.Length ? finish : finish with { Phrase = string.Join(", ", kept) };
    }

    /// <summary>What is left of a phrase where the idea tells its own colors.</summary>
    public static LibraryEntry WithoutColors(LibraryEntry look)
    {
        var clauses = look.Phrase.Split(", ");
        var kept = Array.FindAll(clauses, clause => !NamedColors.AreIn(clause));
        return kept.Length == clauses.Length ? look : look with { Phrase = string.Join(", ", kept) };
    }

    /// <summary>"Back view" tells the views.</summary>
    private static bool Tells(string text, string word) =>
        WholeWord.Contains(text, word)
        || (word[^1] is 's' && WholeWord.Contains(text, word.AsSpan(0, word.Length - 1)));

    /// <summary>"Lemons on teal", "navy on a pale cream": the ground is told by its color alone.</summary>
    private static bool IsOnColor(string text)
    {
        var tokens = Tokenizer.Split(text, 0, text.Length);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Key is not "on")
            {
                continue;
            }

            var at = Articles.Contains(tokens[i + 1].Key) ? i + 2 : i + 1;
            if (
                at < tokens.Count
                && NamedColors.At(text, tokens, at) is { } color
                && (at + color.Count == tokens.Count || !Tokenizer.AreTogether(text, tokens, at + color.Count - 1, 2))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contradicts(
        string clause,
        IReadOnlyList<string> words,
        IReadOnlyList<string> said,
        string text
    ) => words.Any(word => WholeWord.Contains(clause, word)) && said.Any(word => WholeWord.Contains(text, word));
}
