using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>
/// What may be told of a part in which words are not known. Without the thing that the part is about, its other words would tell of
/// something else: "full of tulips" of a "bakfiets" is no picture of tulips.
/// </summary>
internal static partial class GlossReader
{
    private static readonly FrozenSet<string> TimeContexts = WordLists.Set("time-contexts");
    private static readonly FrozenSet<string> LightHeads = WordLists.Set("light-heads");

    /// <summary>The meaning of each word; null where it is not known or must not be told.</summary>
    public static List<string?> Told(List<GlossWord> words)
    {
        var first = words.FindIndex(word => word.Means is null);
        if (first < 0)
        {
            return words.ConvertAll(word => word.Means);
        }

        return HasMain(words, first)
            ? [.. words.Select((word, i) => HangsOnUnknown(words, i) ? null : Trimmed(word.Means))]
            : words.ConvertAll(word => IsSafe(word.Means) ? Trimmed(word.Means) : null);
    }

    /// <summary>A thing is named before the first word that is not known, and is not only a kind of picture.</summary>
    private static bool HasMain(List<GlossWord> words, int first)
    {
        var at = 0;
        while (at < first && (words[at].Means is A or "the" || IsKindBefore(words, at)))
        {
            at++;
        }

        if (!IsNounPhrase(words, at))
        {
            return false;
        }

        while (!IsNoun(words[at]))
        {
            at++;
        }

        // "熊猫宇航员": in a script without spaces a word right before an unknown one may only tell its kind.
        return at < first && !HangsOnUnknown(words, at) && !(at + 1 == first && words[at].End == words[first].Start);
    }

    private static bool IsKindBefore(List<GlossWord> words, int at) =>
        words[at].Means is { } means
        && (
            means is Of
            || IsKindName(Trimmed(means)!)
            || (at > 0 && Gloss.IsSmall(means) && IsKindBefore(words, at - 1))
        );

    /// <summary>"Red on the beach", "mending" and the name in "Amsterdams grachtenpand" tell of the word that is not known.</summary>
    private static bool HangsOnUnknown(List<GlossWord> words, int at)
    {
        if (words[at].Means is not { Length: > 0 } means)
        {
            return words[at].Means is null;
        }

        var beforeUnknown = at + 1 < words.Count && words[at + 1].Means is null;
        var behindUnknown = at > 0 && words[at - 1].Means is null;
        return (IsVerb(words[at]) && !Intransitive.Contains(means) && IsUnknownNoun(words, at + 1))
            || (beforeUnknown && char.IsUpper(means[0]) && !IsTownAlone(PromptLibrary.Key(means)))
            || (behindUnknown && Glossary.IsAdjective(means) && !IsNounPhrase(words, at));
    }

    /// <summary>"Amsterdam" and "Paris", not "Amsterdams".</summary>
    private static bool IsTownAlone(string key) => IsTown(key) && !(key[^1] is 's' && IsTown(key[..^1]));

    /// <summary>"Repariert eine alte Zwirbel": what is mended is not known.</summary>
    private static bool IsUnknownNoun(List<GlossWord> words, int at)
    {
        while (at < words.Count && words[at].Means is { } means && (means is A or "the" || Glossary.IsAdjective(means)))
        {
            at++;
        }

        return at < words.Count && words[at].Means is null;
    }

    /// <summary>The kind of picture, the time, the weather and the light are true whatever the thing is.</summary>
    private static bool IsSafe(string? means) =>
        means is { Length: > 0 }
        && (
            IsKindName(Trimmed(means)!)
            || PromptLibrary.Instance.FindKey(means)?.Kind is LibraryKind.Lighting
            || IsTime(means)
        );

    /// <summary>Tulips tell of spring and penguins of snow, but are things.</summary>
    private static bool IsTime(string means)
    {
        var words = means.Split(' ').Where(word => !Gloss.IsSmall(word)).ToList();
        return words.Exists(IsTimeWord) && words.TrueForAll(word => LightHeads.Contains(word) || IsTimeWord(word));
    }

    private static bool IsTimeWord(string word) =>
        Lexicon.Instance.DomainOf(word)?.Id is null or "landscape"
        && Lexicon.Instance.ContextsOf(word).Any(TimeContexts.Contains);

    /// <summary>"Logo for a" is a logo.</summary>
    private static string? Trimmed(string? means)
    {
        if (means is null || !means.Contains(" for", StringComparison.Ordinal))
        {
            return means;
        }

        var name = means[..means.IndexOf(" for", StringComparison.Ordinal)];
        return IsKindName(name) ? name : means;
    }

    private static bool IsKindName(string means) => PictureKinds.Instance.Named(PromptLibrary.Key(means)) is not null;
}
