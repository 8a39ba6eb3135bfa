using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// "ohne Menschen", "sans voitures", "人なし", "사람 없는": takes what is to be absent out of a text in another language. Where the
/// thing's end cannot be told, the words stay.
/// </summary>
internal static class ForeignNegation
{
    private const int LongestTerm = 3;
    private const int LongestPlace = 4;

    /// <summary>Of a language without spaces, in characters.</summary>
    private const int LongestRun = 8;

    private static readonly FrozenSet<string> Copulas = WordLists.Set("foreign-copulas");

    public static void Read(IdeaReading reading, LanguageEntry language)
    {
        var spaced =
            !reading.Text.AsSpan().ContainsAnyInRange('\u3040', '\u30FF')
            && !reading.Text.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF');
        foreach (var segment in reading.Segments)
        {
            if (!spaced)
            {
                RunNegation.Read(reading, segment, language, LongestRun);
            }
            else if (language.After is not null)
            {
                ReadAfter(reading, segment, language);
            }
            else
            {
                ReadBefore(reading, segment, language);
            }
        }
    }

    private static void ReadBefore(IdeaReading reading, Segment segment, LanguageEntry language)
    {
        for (var i = 0; i < segment.Tokens.Count; i++)
        {
            var length = Opener(segment.Tokens, i, language.Before);
            if (length == 0 && i == 0)
            {
                length = Opener(segment.Tokens, i, language.Starts);
            }

            if (length > 0)
            {
                i = Take(reading, segment, language, i, length);
            }
        }
    }

    /// <summary>How many words of the longest opener stand here. "pas d'" may end inside a word.</summary>
    private static int Opener(List<Token> tokens, int at, IReadOnlyList<string>? openers)
    {
        var longest = 0;
        foreach (var opener in openers ?? [])
        {
            var words = PromptLibrary.Key(opener).Split(' ');
            var fits = at + words.Length <= tokens.Count;
            for (var i = 0; fits && i < words.Length; i++)
            {
                fits = words[i].EndsWith('\'')
                    ? tokens[at + i].Key.StartsWith(words[i], StringComparison.Ordinal)
                    : tokens[at + i].Key.Equals(words[i], StringComparison.Ordinal);
            }

            var whole = words[^1].EndsWith('\'') ? words.Length - 1 : words.Length;
            longest = fits && at + whole < tokens.Count ? Math.Max(longest, whole) : longest;
        }

        return longest;
    }

    private static int Take(IdeaReading reading, Segment segment, LanguageEntry language, int opener, int length)
    {
        var tokens = segment.Tokens;
        var next = opener + length;
        var terms = new List<string>();
        while (TermEnd(tokens, language, next) is var (first, end) && end > first)
        {
            terms.Add(Bare(reading.Text[tokens[first].Start..tokens[end - 1].End], language));
            next = end;
            if (
                next + 1 >= tokens.Count
                || !Has(language.Joins, tokens[next].Key)
                || !IsLast(tokens, language, next + 1)
            )
            {
                break;
            }

            next++;
        }

        if (terms.Count == 0 || (next < tokens.Count && Copulas.Contains(tokens[next].Key)))
        {
            return opener;
        }

        reading.Negatives.AddRange(terms);

        // "Sin gente y sin coches": nothing is left that the small word could join.
        var joined = opener > 0 && Has(language.Joins, tokens[opener - 1].Key);
        var last = PlaceEnd(reading, tokens, language, opener, next) ?? next;
        reading.Remove(tokens[joined ? opener - 1 : opener].Start, tokens[last - 1].End);
        return last - 1;
    }

    /// <summary>"…, keine Menschen im Hintergrund": where a part is nothing but a denial, its place goes with it.</summary>
    private static int? PlaceEnd(
        IdeaReading reading,
        List<Token> tokens,
        LanguageEntry language,
        int opener,
        int next
    ) =>
        opener == 0
        && reading.Segments[0].Tokens != tokens
        && tokens.Count - next is > 1 and <= LongestPlace
        && !tokens.Skip(next + 1).Any(token => Has(language.Joins, token.Key))
        && GlossReader.Term(reading.Text[tokens[next].Start..tokens[^1].End], language.Id, whole: true) is { } place
        && NegationStumps.SaysNothing(Tokenizer.Split(place, 0, place.Length))
            ? tokens.Count
            : null;

    /// <summary>"ohne Menschen und Autos" denies both; "ohne Menschen und mit Nebel" only the first.</summary>
    private static bool IsLast(List<Token> tokens, LanguageEntry language, int at) =>
        at + 1 == tokens.Count || (at + 1 < tokens.Count && Has(language.Stops, tokens[at + 1].Key))
            ? !Has(language.Stops, tokens[at].Key)
            : Has(language.Skip, tokens[at].Key) && at + 2 == tokens.Count;

    private static (int First, int End) TermEnd(List<Token> tokens, LanguageEntry language, int first)
    {
        while (first < tokens.Count && Has(language.Skip, tokens[first].Key))
        {
            first++;
        }

        var end = first;
        while (
            end < tokens.Count
            && end - first < LongestTerm
            && !Has(language.Stops, tokens[end].Key)
            && !Has(language.Joins, tokens[end].Key)
            && Opener(tokens, end, language.Before) == 0
        )
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>"사람 없는", "insan olmayan": the word before it is absent.</summary>
    private static void ReadAfter(IdeaReading reading, Segment segment, LanguageEntry language)
    {
        var tokens = segment.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Key is var key && !Has(language.After, key))
            {
                // "사람없이" in one word.
                var ending = language.After!.FirstOrDefault(after => key.EndsWith(after, StringComparison.Ordinal));
                if (ending is null || key.Length == ending.Length || !IsAscii(ending) is false)
                {
                    continue;
                }

                reading.Negatives.Add(Bare(key[..^ending.Length], language));
                reading.Remove(tokens[i].Start, tokens[i].End);
                continue;
            }

            var first = i;
            while (first > 0 && (first == i || Joined(tokens[first - 1].Key, language)))
            {
                first--;
                reading.Negatives.Add(Bare(reading.Text[tokens[first].Start..tokens[first].End], language));
            }

            if (first < i)
            {
                reading.Remove(tokens[first].Start, tokens[i].End);
            }
        }
    }

    private static bool IsAscii(string text) => text.All(char.IsAscii);

    private static bool Joined(string key, LanguageEntry language) =>
        language.Joins!.Any(join => key.Length > join.Length && key.EndsWith(join, StringComparison.Ordinal));

    /// <summary>Without article and particle: "l'eau" is eau, "사람이" is 사람.</summary>
    public static string Bare(string term, LanguageEntry language)
    {
        foreach (var prefix in language.Prefixes ?? [])
        {
            if (
                prefix.EndsWith('\'')
                && term.Length > prefix.Length
                && PromptLibrary.Key(term).StartsWith(prefix, StringComparison.Ordinal)
            )
            {
                term = term[prefix.Length..];
            }
        }

        foreach (var ending in (language.Strip ?? []).Concat(language.After is null ? [] : language.Joins ?? []))
        {
            if (
                term.Length > ending.Length + (term.Length > 2 ? 0 : 1)
                && term.EndsWith(ending, StringComparison.Ordinal)
                && !(language.Terms?.ContainsKey(term) ?? false)
            )
            {
                return term[..^ending.Length];
            }
        }

        return term;
    }

    private static bool Has(IReadOnlyList<string>? words, string key) =>
        words?.Contains(key, StringComparer.Ordinal) ?? false;
}
