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

    public static void Read(IdeaReading reading, List<Token> tokens)
    {
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
                && (before is "in" or "circa" or "around" or "from" || before.Length >= ShortestPlace)
            );
        return isDate ? year : null;
    }
}
