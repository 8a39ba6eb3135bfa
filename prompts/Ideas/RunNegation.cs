namespace AiPromptGen.Prompts.Ideas;

/// <summary>The same in a script without spaces, character by character: "人なし", "没有人的街道".</summary>
internal static class RunNegation
{
    public static void Read(IdeaReading reading, Segment segment, LanguageEntry language, int longest)
    {
        var markers = language.After ?? language.Before ?? [];
        for (var i = segment.Start; i < segment.End; i++)
        {
            if (reading.Quoted[i] || reading.Removed[i] || StartsAny(reading.Text, i, language.Idioms) > 0)
            {
                i += Math.Max(0, StartsAny(reading.Text, i, language.Idioms) - 1);
                continue;
            }

            var length = StartsAny(reading.Text, i, markers);
            if (length == 0)
            {
                continue;
            }

            i = language.After is null
                ? TakeBehind(reading, segment, language, i, length, longest)
                : TakeBefore(reading, segment, language, i, length, longest);
        }
    }

    /// <summary>Chinese: the thing follows, up to a stop, a join or the end. Returns the last character it used.</summary>
    private static int TakeBehind(
        IdeaReading reading,
        Segment segment,
        LanguageEntry language,
        int marker,
        int length,
        int longest
    )
    {
        var terms = new List<string>();
        var at = marker + length;
        while (true)
        {
            var from = at;
            while (at < segment.End && at - from <= longest && IsInTerm(reading.Text, at, language))
            {
                at++;
            }

            if (at == from || at - from > longest)
            {
                break;
            }

            terms.Add(reading.Text[from..at]);
            var join = StartsAny(reading.Text, at, language.Joins);
            if (join == 0 || at + join >= segment.End)
            {
                break;
            }

            at += join;
        }

        if (terms.Count == 0)
        {
            return marker;
        }

        at = at < segment.End && reading.Text[at] is '的' ? at + 1 : at;
        reading.Negatives.AddRange(terms);
        reading.Remove(marker, at);
        return at - 1;
    }

    /// <summary>Japanese: the thing stands before, back to a particle, a space or the beginning.</summary>
    private static int TakeBefore(
        IdeaReading reading,
        Segment segment,
        LanguageEntry language,
        int marker,
        int length,
        int longest
    )
    {
        var terms = new List<string>();
        var at = marker;
        while (true)
        {
            var end = at;
            while (at > segment.Start && end - at <= longest && IsBeforeInTerm(reading, at - 1, end, language))
            {
                at--;
            }

            if (at == end || end - at > longest)
            {
                break;
            }

            terms.Add(reading.Text[at..end]);
            if (at - 1 <= segment.Start || !Is(language.Joins, reading.Text[at - 1]) || reading.Removed[at - 1])
            {
                break;
            }

            at--;
        }

        if (terms.Count == 0)
        {
            return marker + length - 1;
        }

        reading.Negatives.AddRange(Enumerable.Reverse(terms));
        reading.Remove(at, marker + length);
        return marker + length - 1;
    }

    private static bool IsInTerm(string text, int at, LanguageEntry language) =>
        char.IsLetterOrDigit(text[at])
        && StartsAny(text, at, language.Stops) == 0
        && StartsAny(text, at, language.Joins) == 0
        && StartsAny(text, at, language.Before) == 0;

    /// <summary>Kana inside a word may look like a particle, so a particle only counts before a word in another script.</summary>
    private static bool IsBeforeInTerm(IdeaReading reading, int at, int end, LanguageEntry language)
    {
        var c = reading.Text[at];
        if (!char.IsLetterOrDigit(c) && c is not ('ー' or '々') || reading.Removed[at] || reading.Quoted[at])
        {
            return false;
        }

        return !(Is(language.Stops, c) || Is(language.Joins, c)) || at + 1 == end || IsHiragana(reading.Text[at + 1]);
    }

    private static bool IsHiragana(char c) => c is >= '\u3040' and <= '\u309F';

    private static bool Is(IReadOnlyList<string>? words, char c) => words?.Any(word => word.Length == 1 && word[0] == c) ?? false;

    /// <summary>The length of the longest of the words that stands here.</summary>
    private static int StartsAny(string text, int at, IReadOnlyList<string>? words)
    {
        var longest = 0;
        foreach (var word in words ?? [])
        {
            if (word.Length > longest && text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            {
                longest = word.Length;
            }
        }

        return longest;
    }
}
