using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Finds library terms. A segment that is nothing but a term becomes a slot of its own; a term inside a sentence stays there
/// and only fills its slot.
/// </summary>
internal static class TermReader
{
    private static readonly FrozenSet<string> Leading = WordLists.Set("leading");
    private static readonly FrozenSet<string> Trailing = WordLists.Set("trailing");
    private static readonly FrozenSet<string> Articles = WordLists.Set("term-articles");
    private static readonly FrozenSet<string> BeforeMedium = WordLists.Set("before-medium");
    private static readonly FrozenSet<string> AfterMedium = WordLists.Set("after-medium");

    /// <summary>After the name of a style they say that the picture has it, not a thing inside.</summary>
    private static readonly FrozenSet<string> Pictures = WordLists.Set("pictures");

    public static void Read(IdeaReading reading, Func<LibraryEntry, bool> wanted)
    {
        foreach (var segment in reading.Segments)
        {
            var tokens = segment.Tokens.FindAll(token => !reading.Removed[token.Start]);
            if (tokens.Count == 0 || HasQuote(reading, segment))
            {
                continue;
            }

            if (Whole(tokens) is { } entry && wanted(entry))
            {
                // A ratio or palette becomes numbers; its words would be lost.
                var stays = entry.Kind is LibraryKind.Ratio or LibraryKind.Palette;
                reading.Terms.Add(new FoundTerm(entry, Words(reading, tokens), stays));
                segment.Lifted = !stays;
            }
            else
            {
                Inside(reading, tokens, wanted);
            }
        }

        if (reading.Segments.TrueForAll(segment => segment.Lifted || !HasWords(reading, segment)))
        {
            PutBack(reading);
        }
    }

    /// <summary>An idea of nothing but terms ("neon, fog") is about them: they are the subject.</summary>
    private static void PutBack(IdeaReading reading)
    {
        foreach (var segment in reading.Segments)
        {
            segment.Lifted = false;
        }

        for (var i = 0; i < reading.Terms.Count; i++)
        {
            reading.Terms[i] = reading.Terms[i] with { Inline = true };
        }
    }

    private static bool HasWords(IdeaReading reading, Segment segment) =>
        HasQuote(reading, segment) || segment.Tokens.Exists(token => !reading.Removed[token.Start]);

    private static bool HasQuote(IdeaReading reading, Segment segment) =>
        Array.IndexOf(reading.Quoted, true, segment.Start, segment.End - segment.Start) >= 0;

    private static LibraryEntry? Whole(List<Token> tokens)
    {
        var longest = PromptLibrary.Instance.LongestName;
        var first = 0;
        while (true)
        {
            for (var count = tokens.Count - first; count > 0; count--)
            {
                if (
                    count <= longest
                    && PromptLibrary.Instance.FindKey(Tokenizer.Join(tokens, first, count)) is { } entry
                )
                {
                    return entry;
                }

                if (!Trailing.Contains(tokens[first + count - 1].Key))
                {
                    break;
                }
            }

            if (!Leading.Contains(tokens[first].Key) || ++first == tokens.Count)
            {
                return null;
            }
        }
    }

    private static void Inside(IdeaReading reading, List<Token> tokens, Func<LibraryEntry, bool> wanted)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var (compound, _) = Compounds.At(reading.Text, tokens, i);
            for (var count = Math.Min(PromptLibrary.Instance.LongestName, tokens.Count - i); count > 0; count--)
            {
                var entry = PromptLibrary.Instance.FindKey(Tokenizer.Join(tokens, i, count));
                if (entry is null || count < compound || !Means(entry, tokens, i, count) || !wanted(entry))
                {
                    continue;
                }

                var words = reading.Text[tokens[i].Start..tokens[i + count - 1].End];
                var ofThing =
                    (entry.Things && !(i + count < tokens.Count && Pictures.Contains(tokens[i + count].Key)))
                    || IsKindInPicture(reading, entry)
                    || (i > 0 && WordForms.IsVerbInIng(tokens[i - 1].Key));
                reading.Terms.Add(new FoundTerm(entry, words, Inline: true) { OfThing = ofThing });
                i += count - 1;
                break;
            }
        }
    }

    /// <summary>"A girl reading a comic book": a kind of picture that was not read as this picture's.</summary>
    private static bool IsKindInPicture(IdeaReading reading, LibraryEntry entry) =>
        reading.Kind is null && entry.Kind == LibraryKind.Style && PictureKinds.Instance.OfEntry(entry.Id) is not null;

    /// <summary>"A pencil on a desk" is no pencil drawing, "a tall tower" no tall picture.</summary>
    private static bool Means(LibraryEntry entry, List<Token> tokens, int first, int count)
    {
        if (entry.Kind == LibraryKind.Ratio)
        {
            return false;
        }

        if (entry.Kind != LibraryKind.Medium || count > 1)
        {
            return true;
        }

        var before = first > 0 ? tokens[first - 1].Key : "";
        return first + 1 < tokens.Count
            ? AfterMedium.Contains(tokens[first + 1].Key) || BeforeMedium.Contains(before)
            : before.Length > 0 && !Articles.Contains(before);
    }

    private static string Words(IdeaReading reading, List<Token> tokens) =>
        reading.Text[tokens[0].Start..tokens[^1].End];
}
