using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// Takes "no people", "without a hat or glasses", "not blurry" out of an English text. What it cannot take out cleanly stays as
/// written. The words of languages.json are used; other languages are read by <see cref="ForeignNegation"/>.
/// </summary>
internal static class NegationReader
{
    private const int LongestTerm = 4;
    private const int LongestListed = 3;
    private const string Free = "free";

    private static readonly LanguageEntry English = Languages.Find(LanguageGuess.English)!;
    private static readonly FrozenSet<string> Stops = Set(English.Stops);
    private static readonly FrozenSet<string> Skip = Set(English.Skip);
    private static readonly FrozenSet<string> Joins = Set(English.Joins);
    private static readonly FrozenSet<string> Idioms = Set(English.Idioms);
    private static readonly FrozenSet<string> Starts = Set(English.Starts);
    private static readonly string[][] Openers = Phrases(English.Before!);
    private static readonly FrozenSet<string> Before = WordLists.Set("before-negation");
    private static readonly FrozenSet<string> Nobody = WordLists.Set("nobody");
    private static readonly FrozenSet<string> InSight = WordLists.Set("in-sight");
    private static readonly FrozenSet<string> Copulas = WordLists.Set("copulas");
    private static readonly FrozenSet<string> Relatives = WordLists.Set("relatives");
    private static readonly FrozenSet<string> Contractions = WordLists.Set("contractions");
    private static readonly FrozenSet<string> Exceptions = WordLists.Set("exceptions");
    private static readonly FrozenSet<string> Determiners = WordLists.Set("articles");

    public static void Read(IdeaReading reading)
    {
        for (var s = 0; s < reading.Segments.Count; s++)
        {
            var segment = reading.Segments[s];
            for (var i = 0; i < segment.Tokens.Count; i++)
            {
                if (OpenerAt(reading, segment, i) is { } opener)
                {
                    i = Take(reading, s, i, opener);
                }
                else if (Nobody.Contains(segment.Tokens[i].Key))
                {
                    i = TakeNobody(reading, segment, i);
                }
                else if (IsFreeOf(reading, segment, i))
                {
                    reading.Negatives.Add(Words(reading, segment.Tokens[i], segment.Tokens[i]));
                    reading.Remove(segment.Tokens[i].Start, segment.Tokens[i + 1].End);
                    i++;
                }
            }
        }

        DenialReader.Read(reading);
        NegationStumps.Remove(reading);
    }

    /// <summary>How many words open a denial here; null when none does.</summary>
    private static int? OpenerAt(IdeaReading reading, Segment segment, int at)
    {
        var tokens = segment.Tokens;
        foreach (var words in Openers)
        {
            if (Matches(reading, tokens, at, words) && IsDenial(tokens, at + words.Length))
            {
                return words.Length;
            }
        }

        if (!(Starts.Contains(tokens[at].Key) || Contractions.Contains(tokens[at].Key)) || !IsDenial(tokens, at + 1))
        {
            return null;
        }

        // "A cat that isn't black".
        if (Contractions.Contains(tokens[at].Key))
        {
            return at > 0 && Relatives.Contains(tokens[at - 1].Key) && tokens.Count - at <= LongestListed ? 1 : null;
        }

        // "A woman not smiling": what somebody does not do, at the end of a part.
        if (
            at > 0
            && tokens[at].Key is "not"
            && tokens.Count - at <= LongestListed
            && WordForms.IsVerbInIng(tokens[at + 1].Key)
        )
        {
            return 1;
        }

        // "A castle that is not scary": nothing but the adjective may follow, then the clause goes as a whole.
        var clause = at > 1 && Copulas.Contains(tokens[at - 1].Key) && Relatives.Contains(tokens[at - 2].Key);
        return at == 0 || (clause && tokens.Count - at <= LongestListed) || Before.Contains(tokens[at - 1].Key)
            ? 1
            : null;
    }

    private static bool Matches(IdeaReading reading, List<Token> tokens, int at, string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (
                at + i >= tokens.Count
                || !tokens[at + i].Key.Equals(words[i], StringComparison.Ordinal)
                || reading.Removed[tokens[at + i].Start]
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDenial(List<Token> tokens, int next) =>
        next < tokens.Count && !Idioms.Contains(tokens[next].Key) && !char.IsDigit(tokens[next].Key[0]);

    /// <summary>Returns the last token it used.</summary>
    private static int Take(IdeaReading reading, int index, int opener, int length)
    {
        var segment = reading.Segments[index];
        var tokens = segment.Tokens;
        var terms = new List<string>();
        var next = opener + length;
        while (Term(reading, tokens, next) is { } term)
        {
            terms.Add(term.Words);
            next = term.Next;
            if (next + 1 >= tokens.Count || !(Joins.Contains(tokens[next].Key) || IsListed(tokens, next)))
            {
                break;
            }

            next++;
        }

        if (terms.Count == 0 || (next < tokens.Count && Exceptions.Contains(tokens[next].Key)))
        {
            return opener;
        }

        if (NegationStumps.PlaceEnd(index, tokens, opener, next) is { } place)
        {
            terms[^1] += reading.Text[tokens[next - 1].End..tokens[place].End];
            reading.DeniedWithPlace.Add(terms[^1]);
            next = place + 1;
        }

        reading.Negatives.AddRange(terms);
        NegationStumps.RemoveDenial(reading, Start(reading, segment, opener), tokens[next - 1].End);
        if (next == tokens.Count)
        {
            TakeList(reading, index + 1);
        }

        return next - 1;
    }

    /// <summary>"No cars and people": a bare noun at the end is denied too; "and a fountain", "and soft light" are not.</summary>
    private static bool IsListed(List<Token> tokens, int at) =>
        tokens[at].Key is "and"
        && at + 2 == tokens.Count
        && tokens[at + 1].Key.Length > 3
        && (tokens[at + 1].Key[^1] == 's' || PromptLibrary.Instance.PositiveFor(tokens[at + 1].Key) is not null);

    /// <summary>"No people, cars, or text": the parts of a list that ends with "or".</summary>
    private static void TakeList(IdeaReading reading, int from)
    {
        var last = from;
        while (
            last < reading.Segments.Count
            && reading.Segments[last].Tokens is { Count: > 0 and <= LongestListed } tokens
            && !Joins.Contains(tokens[0].Key)
            && !tokens.Exists(token => WordForms.IsBoundary(token.Key) || Starts.Contains(token.Key))
        )
        {
            last++;
        }

        if (
            last == reading.Segments.Count
            || reading.Segments[last].Tokens is not { Count: > 1 and <= LongestListed + 1 } end
            || !Joins.Contains(end[0].Key)
        )
        {
            return;
        }

        for (var i = from; i <= last; i++)
        {
            var tokens = reading.Segments[i].Tokens;
            var first = Joins.Contains(tokens[0].Key) ? 1 : 0;
            while (first + 1 < tokens.Count && Skip.Contains(tokens[first].Key))
            {
                first++;
            }

            reading.Negatives.Add(Words(reading, tokens[first], tokens[^1]));
            reading.Remove(tokens[0].Start, tokens[^1].End);
        }
    }

    /// <summary>With "and", "but", "that is" before it, and the signs of a flag.</summary>
    private static int Start(IdeaReading reading, Segment segment, int opener)
    {
        var tokens = segment.Tokens;
        var first = opener;
        while (first > 0 && Before.Contains(tokens[first - 1].Key))
        {
            first--;
        }

        if (first > 1 && Copulas.Contains(tokens[first - 1].Key) && Relatives.Contains(tokens[first - 2].Key))
        {
            first -= 2;
        }
        else if (first > 0 && Relatives.Contains(tokens[first - 1].Key))
        {
            first--;
        }

        var start = tokens[first].Start;
        while (start > segment.Start && reading.Text[start - 1] is '-' or '(')
        {
            start--;
        }

        return start;
    }

    private static (string Words, int Next)? Term(IdeaReading reading, List<Token> tokens, int first)
    {
        while (first < tokens.Count && Skip.Contains(tokens[first].Key))
        {
            first++;
        }

        var next = first;
        while (next < tokens.Count && next - first < LongestTerm && !EndsTerm(tokens, first, next))
        {
            next++;
        }

        if (next == first || (next == first + 1 && next < tokens.Count && WordForms.IsVerbInIng(tokens[first].Key)))
        {
            return null;
        }

        return (Words(reading, tokens[first], tokens[next - 1]), next);
    }

    private static bool EndsTerm(List<Token> tokens, int first, int at) =>
        Stops.Contains(tokens[at].Key)
        || Exceptions.Contains(tokens[at].Key)
        || Joins.Contains(tokens[at].Key)
        || Determiners.Contains(tokens[at].Key)
        || (at > first && (WordForms.IsVerbInIng(tokens[at].Key) || WordForms.IsParticiple(tokens, at)));

    /// <summary>"Nobody around", "no one in sight" are people.</summary>
    private static int TakeNobody(IdeaReading reading, Segment segment, int at)
    {
        var last = at;
        while (last + 1 < segment.Tokens.Count && InSight.Contains(segment.Tokens[last + 1].Key))
        {
            last++;
        }

        if (last + 1 < segment.Tokens.Count)
        {
            return at;
        }

        reading.Negatives.Add(WordLists.InOrder("nobody-means")[0]);
        reading.Remove(Start(reading, segment, at), segment.Tokens[last].End);
        return last;
    }

    /// <summary>"A text-free poster", "people-free": with a hyphen only, "a free lunch" is one.</summary>
    private static bool IsFreeOf(IdeaReading reading, Segment segment, int at) =>
        at + 1 < segment.Tokens.Count
        && segment.Tokens[at + 1].Key is Free
        && reading.Text.AsSpan(segment.Tokens[at].End, segment.Tokens[at + 1].Start - segment.Tokens[at].End) is "-"
        && PromptLibrary.Instance.PositiveFor(segment.Tokens[at].Key) is not null;

    private static string Words(IdeaReading reading, Token first, Token last)
    {
        var words = reading.Text[first.Start..last.End];
        return words is "one" ? WordLists.InOrder("nobody-means")[0] : words;
    }

    private static FrozenSet<string> Set(IReadOnlyList<string>? words) =>
        (words ?? []).ToFrozenSet(StringComparer.Ordinal);

    private static string[][] Phrases(IReadOnlyList<string> phrases) =>
        [.. phrases.Select(phrase => PromptLibrary.Key(phrase).Split(' ')).OrderByDescending(words => words.Length)];
}
