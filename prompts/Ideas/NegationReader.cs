using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Takes "no people", "without a hat or glasses" out of the text. What it cannot take out cleanly stays as written.</summary>
internal static class NegationReader
{
    private const int LongestTerm = 4;

    /// <summary>"no" that belongs to a fixed expression.</summary>
    private static readonly FrozenSet<string> Idioms = Words(
        "man's one's entry smoking parking trespassing limits matter doubt longer wonder way end more mans exit dogs"
    );

    private static readonly FrozenSet<string> Stops = Words(
        "and but in on at with under over by near from to into that who which while where when is are there as through behind beside around against during for no without"
    );

    private static readonly FrozenSet<string> Articles = Words("a an any the");

    private static readonly FrozenSet<string> NounsInIng = Words(
        "building clothing lightning lighting ring king wing ceiling railing writing lettering fencing string spring packaging"
    );

    public static void Read(IdeaReading reading)
    {
        foreach (var segment in reading.Segments)
        {
            for (var i = 0; i < segment.Tokens.Count; i++)
            {
                if (Opens(segment, i))
                {
                    i = Take(reading, segment, i);
                }
            }
        }
    }

    private static bool Opens(Segment segment, int at)
    {
        var tokens = segment.Tokens;
        if (at + 1 >= tokens.Count)
        {
            return false;
        }

        var opens =
            tokens[at].Key is "no" or "without" || (at == 0 && tokens[at].Key is "avoid" or "exclude" or "excluding");
        var next = tokens[at + 1].Key;
        return opens && !Idioms.Contains(next) && !char.IsDigit(next[0]);
    }

    /// <summary>Returns the last token it used.</summary>
    private static int Take(IdeaReading reading, Segment segment, int opener)
    {
        var tokens = segment.Tokens;
        var terms = new List<string>();
        var next = opener + 1;
        while (Term(reading, tokens, next) is { } term)
        {
            terms.Add(term.Words);
            next = term.Next;
            if (next + 1 >= tokens.Count || tokens[next].Key is not ("or" or "nor"))
            {
                break;
            }

            next++;
        }

        if (terms.Count == 0)
        {
            return opener;
        }

        reading.Negatives.AddRange(terms);
        var first = opener > 0 && tokens[opener - 1].Key is "with" or "and" or "but" ? opener - 1 : opener;
        var start = tokens[first].Start;
        while (start > segment.Start && reading.Text[start - 1] == '-')
        {
            start--;
        }

        reading.Remove(start, tokens[next - 1].End);
        return next - 1;
    }

    private static (string Words, int Next)? Term(IdeaReading reading, List<Token> tokens, int first)
    {
        while (first < tokens.Count && Articles.Contains(tokens[first].Key))
        {
            first++;
        }

        var next = first;
        while (next < tokens.Count && next - first < LongestTerm && !EndsTerm(tokens, first, next))
        {
            next++;
        }

        if (next == first || (next == first + 1 && IsVerb(tokens[first].Key)))
        {
            return null;
        }

        var words = reading.Text[tokens[first].Start..tokens[next - 1].End];
        return (words is "one" ? "people" : words, next);
    }

    private static bool EndsTerm(List<Token> tokens, int first, int at) =>
        Stops.Contains(tokens[at].Key) || tokens[at].Key is "or" or "nor" || (at > first && IsVerb(tokens[at].Key));

    private static bool IsVerb(string key) =>
        key.Length > 4 && key.EndsWith("ing", StringComparison.Ordinal) && !NounsInIng.Contains(key);

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
