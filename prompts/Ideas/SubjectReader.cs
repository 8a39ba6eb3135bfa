using System.Collections.Frozen;
using System.Globalization;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What the picture is of: the head noun decides the domain, other words only the circumstances.</summary>
internal static class SubjectReader
{
    private static readonly FrozenSet<string> Boundaries = Words(
        "in on at by with under over near from into through of to for and or while who that which inside outside behind beside above below between across against around among during wearing is are as"
    );

    /// <summary>"A portrait of X" is about X.</summary>
    private static readonly FrozenSet<string> Views = Words(
        "portrait painting photo photograph picture image illustration drawing sketch render shot view closeup up poster of headshot silhouette macro scene watercolor bust study print cup bowl plate glass bunch bouquet pile group pair couple series set kind piece slice memory memories dream vision"
    );

    /// <summary>The context of every idea that says where it is.</summary>
    private const string Placed = "placed";

    /// <summary>The context of ideas in which somebody does something.</summary>
    private const string Action = "action";

    private static readonly string[] Numbers =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    public static bool IsBoundary(string key) => Boundaries.Contains(key);

    public static void Read(IdeaReading reading)
    {
        var tokens = reading.Kept.ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            reading.Contexts.UnionWith(Lexicon.Instance.ContextsOf(tokens[i].Key));
            if (i + 1 < tokens.Count)
            {
                reading.Contexts.UnionWith(Lexicon.Instance.ContextsOf(Tokenizer.Join(tokens, i, 2)));
            }
        }

        ReadHead(reading, tokens);
        reading.Contexts.UnionWith(reading.Domain.Contexts ?? []);
        reading.Contexts.Add(reading.Domain.Id);
        if (reading.Contexts.Contains("indoor") && reading.Domain.Id is "interior")
        {
            reading.Contexts.Remove("outdoor");
        }

        reading.Place = Place(reading);
        if (reading.Place is not null)
        {
            reading.Contexts.Add(Placed);
        }
    }

    private static void ReadHead(IdeaReading reading, List<Token> tokens)
    {
        var head = LeadingNoun(reading, tokens) ?? FirstNoun(tokens, 0, tokens.Count, last: false);
        if (head is { } found)
        {
            reading.Domain = Claim(tokens, found.At) ?? found.Domain;
            reading.Contexts.Add(found.Domain.Id);
            reading.Noun = reading.Text[tokens[found.At].Start..tokens[found.At].End];
            if (Acts(reading, tokens, found.At))
            {
                reading.Contexts.Add(Action);
            }
        }

        var start = tokens.Count > 1 && tokens[0].Key is "the" or "a" ? 1 : 0;
        if (tokens.Count > start + 1 && Number(tokens[start].Key) is > 1 and var count)
        {
            reading.Count = count;
        }
    }

    private static (DomainEntry Domain, int At)? LeadingNoun(IdeaReading reading, List<Token> tokens)
    {
        var start = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var apart =
                i > 0
                && reading.Text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End) is not (" " or "-");
            if (!apart && !Ends(tokens, start, i))
            {
                continue;
            }

            if (!apart && tokens[i].Key is "of" && i > 0 && Views.Contains(tokens[i - 1].Key))
            {
                start = i + 1;
                continue;
            }

            return FirstNoun(tokens, start, i, last: true);
        }

        return FirstNoun(tokens, start, tokens.Count, last: true);
    }

    /// <summary>The noun phrase ends at a small word, or at a verb in -ing after a noun.</summary>
    private static bool Ends(List<Token> tokens, int start, int at) =>
        Boundaries.Contains(tokens[at].Key)
        || (IsVerb(tokens[at].Key) && FirstNoun(tokens, start, at, last: true) is not null);

    private static bool IsVerb(string key) =>
        key.Length > 5 && key.EndsWith("ing", StringComparison.Ordinal) && Lexicon.Instance.DomainOf(key) is null;

    /// <summary>"A fisherman mending nets" does something that a close view would cut off; "a burning village" does not.</summary>
    private static bool Acts(IdeaReading reading, List<Token> tokens, int noun)
    {
        for (var i = noun + 1; i < tokens.Count; i++)
        {
            var before = tokens[i - 1];
            var afterNoun =
                Lexicon.Instance.DomainOf(before.Key) is not null
                || reading.Text.AsSpan(before.End, tokens[i].Start - before.End).Contains(',');
            if ((IsVerb(tokens[i].Key) && afterNoun) || tokens[i].Key is "who" or "while")
            {
                return true;
            }
        }

        return false;
    }

    private static DomainEntry? Claim(List<Token> tokens, int noun)
    {
        for (var i = 0; i < noun; i++)
        {
            if (Lexicon.Instance.ClaimOf(tokens[i].Key) is { } domain)
            {
                return domain;
            }
        }

        return null;
    }

    private static (DomainEntry Domain, int At)? FirstNoun(List<Token> tokens, int start, int end, bool last)
    {
        (DomainEntry, int)? found = null;
        for (var i = start; i < end; i++)
        {
            for (var count = Math.Min(3, end - i); count > 0; count--)
            {
                if (
                    Lexicon.Instance.DomainOf(Tokenizer.Join(tokens, i, count)) is not { } domain
                    || (count == 1 && !last && PromptLibrary.Instance.Color(tokens[i].Key) is not null)
                )
                {
                    continue;
                }

                i += count - 1;
                found = (domain, i);
                if (!last)
                {
                    return found;
                }

                break;
            }
        }

        return found;
    }

    private static int Number(string key)
    {
        var word = Array.IndexOf(Numbers, key);
        return word >= 0 ? word
            : key.Length is 1 or 2 && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                ? digits
            : 0;
    }

    /// <summary>The first "in the snow", "on a cliff": from the small word to the end of its segment.</summary>
    private static string? Place(IdeaReading reading)
    {
        foreach (var segment in reading.Segments.Where(segment => !segment.Lifted))
        {
            if (segment.Tokens is [.., { Key: "background" or "backdrop" } last] && !reading.Removed[last.Start])
            {
                return reading.Text[segment.Tokens[0].Start..last.End];
            }

            for (var i = 0; i + 1 < segment.Tokens.Count; i++)
            {
                if (
                    segment.Tokens[i].Key
                        is "in"
                            or "on"
                            or "at"
                            or "by"
                            or "near"
                            or "inside"
                            or "under"
                            or "above"
                            or "over"
                            or "through"
                            or "across"
                            or "beside"
                    && !reading.Removed[segment.Tokens[i].Start]
                    && MeansPlace(segment.Tokens, i + 1)
                )
                {
                    return reading.Text[segment.Tokens[i].Start..PlaceEnd(reading, segment, i)];
                }
            }
        }

        return null;
    }

    private static bool MeansPlace(List<Token> tokens, int first)
    {
        for (var i = first; i < Math.Min(first + 5, tokens.Count); i++)
        {
            if (
                Lexicon.Instance.DomainOf(tokens[i].Key)?.Id is "landscape" or "city" or "interior" or "architecture"
                || Lexicon
                    .Instance.ContextsOf(tokens[i].Key)
                    .Any(context => context is "indoor" or "outdoor" or "underwater" or "space" or "snow")
            )
            {
                return true;
            }
        }

        return false;
    }

    private static int PlaceEnd(IdeaReading reading, Segment segment, int first)
    {
        var last = first;
        while (last + 1 < segment.Tokens.Count && last - first < 10 && !reading.Removed[segment.Tokens[last + 1].Start])
        {
            last++;
        }

        return segment.Tokens[last].End;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
