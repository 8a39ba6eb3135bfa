using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>What a place and a quoted text tell of the thing that the picture is of.</summary>
internal static partial class SubjectReader
{
    /// <summary>The context of an animal in a wide natural place.</summary>
    private const string Habitat = "habitat";

    /// <summary>The context of people in a street or in the open: the place is as much of the picture as they are.</summary>
    private const string Afield = "afield";

    /// <summary>The context of a text that is made of something: no picture of the material.</summary>
    private const string Made = "made";

    private const string Animal = "animal";
    private const string Landscape = "landscape";

    private static readonly FrozenSet<string> WritingHeads = WordLists.Set("writing-heads");
    private static readonly FrozenSet<string> WritingWays = WordLists.Set("writing-ways");
    private static readonly FrozenSet<string> BearersBefore = WordLists.Set("bearers-before");
    private static readonly FrozenSet<string> PlacesOfBearers = WordLists.Set("place-domains");
    private static readonly FrozenSet<string> HabitatContexts = WordLists.Set("habitat-contexts");
    private static readonly FrozenSet<string> AfieldDomains = WordLists.Set("afield-domains");
    private static readonly FrozenSet<string> SmallAnimals = WordLists.Set("small-animals");
    private static readonly FrozenSet<string> Determiners = WordLists.Set("articles");

    /// <summary>"A bear in a river", "goats on a cliff"; a snail in a meadow is seen from near by.</summary>
    private static bool IsInHabitat(IdeaReading reading, string place) =>
        reading.Domain.Id is Animal
        && !SmallAnimals.Contains(reading.Noun?.ToLowerInvariant() ?? "")
        && (
            reading.Contexts.Overlaps(HabitatContexts)
            || Tokenizer
                .Split(place, 0, place.Length)
                .Exists(token => Lexicon.Instance.DomainOf(token.Key)?.Id is Landscape)
        );

    /// <summary>"A cyclist riding down a street in Lisbon", "a hiker on a ridge".</summary>
    private static bool IsAfield(IdeaReading reading, string place) =>
        reading.Domain.Id is Lexicon.People
        && !reading.Contexts.Contains("indoor")
        && Tokenizer
            .Split(place, 0, place.Length)
            .Exists(token =>
                AfieldDomains.Contains(Lexicon.Instance.DomainOf(token.Key)?.Id ?? "")
                || Lexicon.Instance.ContextsOf(token.Key).Contains("outdoor", StringComparer.Ordinal)
            );

    /// <summary>
    /// "The word “OPEN” as a neon sign in a window", "“EAT” on a theater marquee": the picture is of what bears the text; a place
    /// that only stands behind it makes no picture of that place. Null where the idea is not of a text, or names no bearer.
    /// </summary>
    private static (DomainEntry Domain, int At)? Bearer(
        IdeaReading reading,
        List<Token> tokens,
        (DomainEntry Domain, int At)? head
    )
    {
        if (reading.Writings.Count == 0 || tokens.Count == 0 || reading.Contexts.Contains(Made))
        {
            return null;
        }

        var begins = WordForms.IsBoundary(tokens[0].Key) && reading.Quoted[reading.Segments[0].Start];
        var from =
            head is { } text && WritingHeads.Contains(tokens[text.At].Key) ? text.At + 1
            : begins ? 0
            : -1;
        if (from < 0)
        {
            return null;
        }

        var general = Lexicon.Instance.Domain(Lexicon.General);
        if (FirstNoun(reading, tokens, from, tokens.Count, last: false) is { } noun)
        {
            return PlacesOfBearers.Contains(noun.Domain.Id) ? (general, noun.At) : noun;
        }

        for (var i = from; i < tokens.Count; i++)
        {
            if (
                WritingWays.Contains(tokens[i].Key)
                || (
                    BearersBefore.Contains(tokens[i].Key)
                    && i + 1 < tokens.Count
                    && Determiners.Contains(tokens[i + 1].Key)
                )
            )
            {
                return (general, tokens.Count - 1);
            }
        }

        return null;
    }
}
