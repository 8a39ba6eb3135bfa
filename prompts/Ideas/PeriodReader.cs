using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// The time before electric light, by a word ("medieval", "Victorian") or by a year: nothing of a later time is added, and a
/// night is lit by flames.
/// </summary>
internal static class PeriodReader
{
    private const string Oil = "oiltimes";
    private const string Gas = "gastimes";
    private const string Historic = "historic";
    private const string Night = "night";
    private const int FirstGas = 1810;
    private const int FirstElectric = 1915;
    private const int EarliestAlone = 1000;
    private const int LongestYear = 4;

    /// <summary>Before a year alone: shorter words are "ISO" or the name of a machine.</summary>
    private const int ShortestPlace = 4;

    private static readonly FrozenSet<string> Electric = WordLists.Set("electric");
    private static readonly FrozenSet<string> Places = WordLists.Set("place-domains");
    private static readonly FrozenSet<string> Before = WordLists.Set("places-before");

    public static void Read(IdeaReading reading, List<Token> tokens)
    {
        // "A modern room with Roman blinds", "a Tokyo street with neon signs and ancient shrines" are of today.
        if (
            reading.Segments.Any(segment =>
                segment.Tokens.Exists(token => Electric.Contains(token.Key) && !reading.Removed[token.Start])
            )
        )
        {
            reading.Contexts.Remove(Oil);
            reading.Contexts.Remove(Gas);
            return;
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (Year(reading, tokens, i) is { } year && year < FirstElectric)
            {
                reading.Contexts.Add(year < FirstGas ? Oil : Gas);
            }
        }

        var (oil, gas) = (reading.Contexts.Contains(Oil), reading.Contexts.Contains(Gas));
        if (!oil && !gas)
        {
            return;
        }

        reading.Contexts.Add(Historic);
        if (reading.Contexts.Contains(Night))
        {
            reading.Contexts.Add(oil ? "historicnight" : "gaslitnight");
        }
    }

    private static bool IsLast(IdeaReading reading, List<Token> tokens, int at) =>
        at > 0 && (at + 1 == tokens.Count || !Tokenizer.AreTogether(reading.Text, tokens, at, 2));

    /// <summary>"…, 1869".</summary>
    private static bool IsApart(IdeaReading reading, List<Token> tokens, int at) =>
        !Tokenizer.AreTogether(reading.Text, tokens, at - 1, 2);

    /// <summary>"London 1888", "a street in Constantinople 1453"; "Kawasaki 1000" is a machine.</summary>
    private static bool IsPlace(IdeaReading reading, List<Token> tokens, int at) =>
        tokens[at - 1].Key.Length >= ShortestPlace
        && (
            Places.Contains(Lexicon.Instance.DomainOf(tokens[at - 1].Key)?.Id ?? "")
            || (at > 1 && Before.Contains(tokens[at - 2].Key))
            || (char.IsUpper(reading.Text[tokens[at - 1].Start]) && !tokens[at].Key.EndsWith('0'))
        );

    /// <summary>"Constantinople 1453", "in 1888", "890 AD": a number before a thing counts it, and "ISO 1600" names a setting.</summary>
    private static int? Year(IdeaReading reading, List<Token> tokens, int at)
    {
        var key = tokens[at].Key;
        if (
            key.Length > LongestYear
            || !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year == 0
        )
        {
            return null;
        }

        var after = at + 1 < tokens.Count ? tokens[at + 1].Key : "";
        var before = at > 0 ? tokens[at - 1].Key : "";
        var isDate =
            after is "ad" or "ce" or "bc" or "bce"
            || (
                year >= EarliestAlone
                && IsLast(reading, tokens, at)
                && (before is "in" or "circa" or "anno" || IsApart(reading, tokens, at) || IsPlace(reading, tokens, at))
            );
        return isDate ? year : null;
    }
}
