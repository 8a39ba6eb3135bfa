namespace AiPromptGen.Prompts.Syntax.Writing.Tokens;

/// <summary>Byte-pair encoding of one word: the two neighbors whose pair comes first in the vocabulary are joined, again and again.</summary>
internal static class TokenJoiner
{
    private const int Never = int.MaxValue;

    /// <summary>Joins in place, and returns how many tokens are left; they are at the beginning of the span.</summary>
    public static int Join(Span<int> tokens)
    {
        Span<int> joins = stackalloc int[ClipTokens.LongestWord];
        joins = joins[..tokens.Length];
        var count = tokens.Length;
        for (var i = 0; i + 1 < count; i++)
        {
            joins[i] = After(tokens, i);
        }

        while (count > 1 && First(joins[..(count - 1)]) is var at and >= 0)
        {
            tokens[at] = joins[at];
            tokens[(at + 2)..count].CopyTo(tokens[(at + 1)..]);
            joins[Math.Min(at + 2, count - 1)..(count - 1)].CopyTo(joins[(at + 1)..]);
            count--;
            if (at + 1 < count)
            {
                joins[at] = After(tokens, at);
            }

            if (at > 0)
            {
                joins[at - 1] = After(tokens, at - 1);
            }
        }

        return count;
    }

    private static int After(Span<int> tokens, int at) =>
        ClipVocabulary.Instance.Joined(tokens[at], tokens[at + 1]) ?? Never;

    /// <summary>The place of the smallest value, and of equal ones the first; -1 when no pair can be joined.</summary>
    private static int First(Span<int> joins)
    {
        var at = -1;
        var least = Never;
        for (var i = 0; i < joins.Length; i++)
        {
            if (joins[i] < least)
            {
                (at, least) = (i, joins[i]);
            }
        }

        return at;
    }
}
