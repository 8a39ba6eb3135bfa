using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>
/// Words that stand together for one thing. Two sources: expressions of compounds.json, and the rule that an English noun before
/// another noun only tells its kind: rain boots are no rain, a space helmet is no outer space.
/// </summary>
internal static class Compounds
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> ByWords = LibraryResources
        .Read("compounds", LibraryJson.Default.CompoundEntryArray)
        .SelectMany(entry => entry.Words.Select(words => (Key: PromptLibrary.Key(words), entry.Means)))
        .GroupBy(pair => pair.Key, pair => pair.Means, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key,
            group => (IReadOnlyList<string>)[.. group.SelectMany(means => means).Distinct(StringComparer.Ordinal)],
            StringComparer.Ordinal
        );

    private static readonly FrozenSet<string> FirstWords = ByWords
        .Keys.Select(key => key.Split(' ')[0])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly int Longest = ByWords.Keys.Max(key => key.Count(c => c == ' ') + 1);
    private static readonly FrozenSet<string> PlaceContexts = WordLists.Set("place-contexts");
    private static readonly FrozenSet<string> Adjectives = WordLists.Set("place-adjectives");
    private static readonly FrozenSet<string> ThingHeads = WordLists.Set("thing-heads");
    private static readonly FrozenSet<string> SceneHeads = WordLists.Set("scene-heads");
    private static readonly FrozenSet<string> ThingDomains = WordLists.Set("thing-domains");

    /// <summary>How many words of an expression begin here, and what it means; 0 when none does.</summary>
    public static (int Count, IReadOnlyList<string> Means) At(string text, List<Token> tokens, int first)
    {
        if (!FirstWords.Contains(tokens[first].Key))
        {
            return (0, []);
        }

        for (var count = Math.Min(Longest, tokens.Count - first); count > 0; count--)
        {
            if (
                Tokenizer.AreTogether(text, tokens, first, count)
                && ByWords.TryGetValue(Tokenizer.Join(tokens, first, count), out var means)
            )
            {
                return (count, means);
            }
        }

        return (0, []);
    }

    /// <summary>Whether a word of place or weather only tells the kind of the thing behind it.</summary>
    public static bool OnlyTellsKind(string text, List<Token> tokens, int at)
    {
        if (
            at + 1 >= tokens.Count
            || Adjectives.Contains(tokens[at].Key)
            || !Tokenizer.AreTogether(text, tokens, at, 2)
        )
        {
            return false;
        }

        return Lexicon.Instance.ContextsOf(tokens[at].Key).Any(PlaceContexts.Contains) && IsThing(tokens[at + 1].Key);
    }

    /// <summary>"Space helmet", but not "space cat": the kind of something to wear or to use.</summary>
    public static bool OnlyTellsGoods(string text, List<Token> tokens, int at) =>
        OnlyTellsKind(text, tokens, at) && ThingHeads.Contains(tokens[at + 1].Key);

    /// <summary>Whether a word that is known as a noun stands before a token.</summary>
    public static bool IsNounBefore(List<Token> tokens, int at) =>
        at > 0 && (IsThing(tokens[at - 1].Key) || Lexicon.Instance.DomainOf(tokens[at - 1].Key) is not null);

    /// <summary>Whether a noun is a thing or a being, not a place.</summary>
    public static bool IsThing(string key) =>
        !SceneHeads.Contains(key)
        && (
            ThingHeads.Contains(key)
            || (Lexicon.Instance.DomainOf(key) is { } domain && ThingDomains.Contains(domain.Id))
        );
}
