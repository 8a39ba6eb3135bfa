using System.Buffers;
using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Tells verbs from nouns by their form, as far as English allows it.</summary>
internal static class WordForms
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly FrozenSet<string> NounsInIng = WordLists.Set("nouns-in-ing");
    private static readonly FrozenSet<string> Participles = WordLists.Set("participles");
    private static readonly FrozenSet<string> NoVerbsInS = WordLists.Set("singular-verbs-not");
    private static readonly FrozenSet<string> Boundaries = WordLists.Set("boundaries");
    private static readonly FrozenSet<string> Articles = WordLists.Set("articles");
    private static readonly FrozenDictionary<string, string> OtherPlurals = WordLists
        .InOrder("other-plurals")
        .Select(pair => pair.Split(' '))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    private static readonly IReadOnlyList<string> AgentEnds = WordLists.InOrder("agent-ends");

    public static bool IsBoundary(string key) => Boundaries.Contains(key);

    /// <summary>"running", "tying", "eating": a stem with a vowel and -ing, and no noun such as "building".</summary>
    public static bool IsVerbInIng(string key) =>
        key.Length > 4
        && key.EndsWith("ing", StringComparison.Ordinal)
        && key.AsSpan(0, key.Length - 3).ContainsAny(Vowels)
        && !NounsInIng.Contains(key)
        && Lexicon.Instance.DomainOf(key) is null;

    /// <summary>"Crossing a bridge": before an article or an owner ("building Hadrian's Wall") also a word in -ing that can be a noun is a verb.</summary>
    public static bool IsVerbBeforeArticle(List<Token> tokens, int at) =>
        at + 1 < tokens.Count
        && (Articles.Contains(tokens[at + 1].Key) || tokens[at + 1].Key.EndsWith("'s", StringComparison.Ordinal))
        && tokens[at].Key.EndsWith("ing", StringComparison.Ordinal);

    /// <summary>"runners", "welder", "violinist": who does something, by the end of the word.</summary>
    public static bool IsAgent(string key) =>
        key.Length > 5 && AgentEnds.Any(end => key.EndsWith(end, StringComparison.Ordinal));

    /// <summary>"lit by", "covered in": done to the noun before it.</summary>
    public static bool IsParticiple(List<Token> tokens, int at) =>
        at + 1 < tokens.Count
        && (
            Participles.Contains(tokens[at].Key)
            || (tokens[at].Key.Length > 4 && tokens[at].Key.EndsWith("ed", StringComparison.Ordinal))
        )
        && Boundaries.Contains(tokens[at + 1].Key);

    /// <summary>"jumps over", "chases a": a word in -s behind a noun, before a small word or at the end.</summary>
    public static bool IsVerbInS(List<Token> tokens, int at)
    {
        var key = tokens[at].Key;
        return key.Length > 3
            && key[^1] == 's'
            && key[^2] is not ('s' or '\'')
            && !NoVerbsInS.Contains(key)
            && Lexicon.Instance.DomainOf(key) is null
            && (
                at + 1 == tokens.Count
                || Boundaries.Contains(tokens[at + 1].Key)
                || Articles.Contains(tokens[at + 1].Key)
                || tokens[at + 1].Key.EndsWith("ly", StringComparison.Ordinal)
            );
    }

    /// <summary>"Three children", "two wolves", "two cups of coffee": a noun of several; a plural stays.</summary>
    public static string Plural(string noun)
    {
        var of = noun.IndexOf(" of ", StringComparison.Ordinal);
        var (head, rest) = of < 0 ? (noun, "") : (noun[..of], noun[of..]);
        var at = head.LastIndexOf(' ') + 1;
        var last = head[at..];
        var plural =
            OtherPlurals.TryGetValue(last, out var other) ? other
            : last[^1] is 's' && last.Length > 3 && last[^2] is not 's' ? last
            : last[^1] is 's' or 'x' or 'z'
            || last.EndsWith("ch", StringComparison.Ordinal)
            || last.EndsWith("sh", StringComparison.Ordinal)
                ? last + "es"
            : last[^1] is 'y' && last.Length > 1 && !Vowels.Contains(last[^2]) ? last[..^1] + "ies"
            : last + "s";
        return head[..at] + plural + rest;
    }

    /// <summary>A form in which plural, "blurry" and "blur" are one word.</summary>
    public static string Stem(string key)
    {
        var stem =
            key.Length > 4 && key.EndsWith("ies", StringComparison.Ordinal) ? key[..^3] + "y"
            : key.Length > 4 && key.EndsWith("es", StringComparison.Ordinal) && key[^3] is 's' or 'x' or 'h' ? key[..^2]
            : key.Length > 3 && key[^1] == 's' && key[^2] != 's' ? key[..^1]
            : key;
        if (stem.Length > 4 && stem[^1] == 'y' && !Vowels.Contains(stem[^2]))
        {
            stem = stem[..^1];
            return stem[^1] == stem[^2] ? stem[..^1] : stem;
        }

        return stem;
    }
}
