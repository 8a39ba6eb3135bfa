using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Where the picture is: the first "in the snow", "on a cliff", from the small word to the end of its part.</summary>
internal static class PlaceReader
{
    private const int LongestPlace = 10;
    private const int MostWordsToNoun = 5;

    private static readonly FrozenSet<string> Before = WordLists.Set("places-before");

    /// <summary>"From directly above": a view, no place.</summary>
    private static readonly FrozenSet<string> Viewed = WordLists.Set("viewed");

    private static readonly FrozenSet<string> PlaceDomains = WordLists.Set("place-domains");
    private static readonly FrozenSet<string> PlaceContexts = WordLists.Set("told-places");
    private static readonly FrozenSet<string> Backgrounds = WordLists.Set("backgrounds");

    public static string? Read(IdeaReading reading)
    {
        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            if (segment.Tokens is [.., var last] && Backgrounds.Contains(last.Key) && !reading.Removed[last.Start])
            {
                // "A toy train on white background": the background alone.
                var from = segment.Tokens.FindLastIndex(token => Before.Contains(token.Key) || token.Key is "against");
                return reading.Text[segment.Tokens[Math.Max(0, from)].Start..last.End];
            }

            for (var i = 0; i + 1 < segment.Tokens.Count; i++)
            {
                if (
                    Before.Contains(segment.Tokens[i].Key)
                    && !reading.Removed[segment.Tokens[i].Start]
                    && !(segment.Tokens[i].Key is "by" && i > 0 && WordForms.IsParticiple(segment.Tokens, i - 1))
                    && !(i > 0 && Viewed.Contains(segment.Tokens[i - 1].Key))
                    && MeansPlace(reading.Text, segment.Tokens, i + 1)
                )
                {
                    return reading.Text[segment.Tokens[i].Start..PlaceEnd(reading, segment, i)];
                }
            }
        }

        return null;
    }

    /// <summary>"On white background" is no place.</summary>
    public static bool IsBackground(string place) => Backgrounds.Contains(place[(place.LastIndexOf(' ') + 1)..]);

    /// <summary>"In the snow" does; "in yellow rain boots" does not.</summary>
    public static bool MeansPlace(string text, List<Token> tokens, int first)
    {
        for (var i = first; i < Math.Min(first + MostWordsToNoun, tokens.Count); i++)
        {
            var (count, means) = Compounds.At(text, tokens, i);
            if (count > 0)
            {
                if (means.Any(PlaceContexts.Contains))
                {
                    return true;
                }

                i += count - 1;
                continue;
            }

            if (!Compounds.OnlyTellsKind(text, tokens, i) && IsPlace(tokens[i].Key))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlace(string key) =>
        (Lexicon.Instance.DomainOf(key) is { } domain && PlaceDomains.Contains(domain.Id))
        || Lexicon.Instance.ContextsOf(key).Any(PlaceContexts.Contains);

    private static int PlaceEnd(IdeaReading reading, Segment segment, int first)
    {
        var last = first;
        while (
            last + 1 < segment.Tokens.Count
            && last - first < LongestPlace
            && !reading.Removed[segment.Tokens[last + 1].Start]
        )
        {
            last++;
        }

        return segment.Tokens[last].End;
    }
}
