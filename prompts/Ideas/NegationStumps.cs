using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What a denial would leave behind that says nothing without it.</summary>
internal static class NegationStumps
{
    private const int LongestPlace = 5;

    private static readonly FrozenSet<string> Pronouns = WordLists.Set("clause-pronouns");
    private static readonly FrozenSet<string> Copulas = WordLists.Set("clause-copulas");
    private static readonly FrozenSet<string> Places = WordLists.Set("places-before");
    private static readonly FrozenSet<string> Ends = WordLists.Set("place-ends");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");

    private static readonly FrozenSet<string> Surfaces = WordLists.Set("surfaces");

    private static readonly FrozenSet<string> TimeContexts = WordLists.Set("time-contexts");

    /// <summary>"She is not smiling": the two words before the denial say nothing without it.</summary>
    public static void Remove(IdeaReading reading)
    {
        foreach (var segment in reading.Segments)
        {
            var left = segment.Tokens.FindAll(token => !reading.Removed[token.Start]);
            if (
                left.Count == 2
                && left.Count < segment.Tokens.Count
                && Pronouns.Contains(left[0].Key)
                && Copulas.Contains(left[1].Key)
                && reading.Removed[segment.Tokens[^1].Start]
            )
            {
                reading.Remove(left[0].Start, left[1].End);
            }
        }
    }

    /// <summary>With the bracket that closes one in front of it.</summary>
    public static void RemoveDenial(IdeaReading reading, int start, int end)
    {
        reading.Remove(start, end);
        if (reading.Text[start] == '(' && end < reading.Text.Length && reading.Text[end] == ')')
        {
            reading.Remove(end, end + 1);
        }
    }

    /// <summary>"Text on the walls" is denied as text is.</summary>
    public static string WithoutPlace(string term)
    {
        var tokens = Tokenizer.Split(term, 0, term.Length);
        for (var i = 1; i < tokens.Count; i++)
        {
            if (IsPlace(tokens, i))
            {
                return term[..tokens[i - 1].End];
            }
        }

        return term;
    }

    /// <summary>"In the background", "on the walls" say nothing alone; "on the beach" and "in the winter" do.</summary>
    public static bool SaysNothing(List<Token> tokens) => IsPlace(tokens, 0) && Surfaces.Contains(tokens[^1].Key);

    /// <summary>"On the walls", "on walls"; "in winter" and "at night" tell a time.</summary>
    private static bool IsPlace(List<Token> tokens, int at) =>
        at + 1 < tokens.Count
        && Places.Contains(tokens[at].Key)
        && (
            Articles.Contains(tokens[at + 1].Key)
            || !Lexicon.Instance.ContextsOf(tokens[at + 1].Key).Any(TimeContexts.Contains)
        );

    /// <summary>
    /// "…, no text on the walls": where a part is nothing but a denial, its place goes with it. The last token of the place; null
    /// where none follows, and where it says more than a denial: "no tourists in the old town", "no cars in the street and rain",
    /// "no candles on the cake".
    /// </summary>
    public static int? PlaceEnd(int segment, List<Token> tokens, int opener, int next) =>
        segment > 0
        && opener == 0
        && tokens.Count - next <= LongestPlace
        && IsPlace(tokens, next)
        && (Surfaces.Contains(tokens[^1].Key) || !Compounds.IsThing(tokens[^1].Key))
        && !tokens.Skip(next + 2).Any(token => Ends.Contains(token.Key))
        && (
            !Articles.Contains(tokens[next + 1].Key)
            || Lexicon.Instance.DomainOf(tokens[^1].Key) is not { Contexts: not null }
        )
            ? tokens.Count - 1
            : null;
}
