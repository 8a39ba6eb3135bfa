using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>"Book cover …, by Jane Smith": on a cover or a poster the name of whoever made the thing is printed.</summary>
internal static class CreditReader
{
    private const int LongestName = 4;

    private static readonly FrozenSet<string> Credits = WordLists.Set("credits");
    private static readonly FrozenSet<string> Kinds = WordLists.Set("credited-kinds");
    private static readonly int Longest = Credits.Max(words => words.Count(c => c == ' ') + 1);

    public static void Read(IdeaReading reading)
    {
        if (reading.Kind is not { } kind || reading.Artist is not null || !Kinds.Contains(kind.Id))
        {
            return;
        }

        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            for (var i = 0; i < segment.Tokens.Count; i++)
            {
                if (NameBehind(reading, segment.Tokens, i) is { } name)
                {
                    reading.Writings.Add(new TextElement { Literal = Slot.User(name, inline: true) });
                    break;
                }
            }
        }
    }

    /// <summary>Two words or more with capitals, up to the end of the part or a small word.</summary>
    private static string? NameBehind(IdeaReading reading, List<Token> tokens, int at)
    {
        for (var count = Math.Min(Longest, tokens.Count - at); count > 0; count--)
        {
            if (!Credits.Contains(Tokenizer.Join(tokens, at, count)))
            {
                continue;
            }

            var first = at + count;
            var end = first;
            while (
                end < tokens.Count
                && end - first < LongestName
                && char.IsUpper(reading.Text[tokens[end].Start])
                && !reading.Quoted[tokens[end].Start]
                && Tokenizer.AreTogether(reading.Text, tokens, end - 1, 2)
            )
            {
                end++;
            }

            // "By Lake Como" is where, not who.
            return
                end - first > 1
                && !tokens[first..end].Exists(token => Lexicon.Instance.DomainOf(token.Key) is not null)
                && (end == tokens.Count || WordForms.IsBoundary(tokens[end].Key))
                ? reading.Text[tokens[first].Start..tokens[end - 1].End]
                : null;
        }

        return null;
    }
}
