using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>Which words mean which kind of picture, and which circumstances.</summary>
internal sealed class Lexicon
{
    public const string General = "general";

    /// <summary>The domain of pictures of somebody.</summary>
    public const string People = "portrait";

    /// <summary>The domain of texts that were not understood: what is added to them must be true of any picture.</summary>
    public const string Foreign = "foreign";

    private static readonly Lazy<Lexicon> Lazily = new(() => new Lexicon());

    private readonly FrozenDictionary<string, DomainEntry> _domains;
    private readonly FrozenDictionary<string, DomainEntry> _byWord;
    private readonly FrozenDictionary<string, DomainEntry> _byClaim;
    private readonly FrozenDictionary<string, string[]> _contexts;
    private readonly FrozenSet<string> _contextIds;
    private readonly FrozenSet<string> _colorless = WordLists.Set("no-palette-cause");

    private Lexicon()
    {
        var domains = LibraryResources.Read("domains", LibraryJson.Default.DomainEntryArray);
        _domains = domains.ToFrozenDictionary(domain => domain.Id, StringComparer.Ordinal);
        _byWord = domains
            .SelectMany(domain =>
                (domain.Words ?? [])
                    .Concat(domain.Compounds ?? [])
                    .Select(word => (Word: PromptLibrary.Key(word), domain))
            )
            .ToFrozenDictionary(pair => pair.Word, pair => pair.domain, StringComparer.Ordinal);
        _byClaim = domains
            .SelectMany(domain => (domain.Claims ?? []).Select(word => (word, domain)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.domain, StringComparer.Ordinal);
        var contexts = LibraryResources.Read("contexts", LibraryJson.Default.ContextEntryArray);
        _contextIds = contexts.Select(context => context.Id).ToFrozenSet(StringComparer.Ordinal);
        _contexts = contexts
            .SelectMany(context => context.Words.Select(word => (Word: PromptLibrary.Key(word), context.Id)))
            .GroupBy(pair => pair.Word, pair => pair.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public static Lexicon Instance => Lazily.Value;

    public DomainEntry Domain(string id) => _domains[id];

    /// <summary>The domain of a word, or of two words joined by a space; plurals and possessives count too.</summary>
    public DomainEntry? DomainOf(string key)
    {
        if (_byWord.TryGetValue(key, out var domain))
        {
            return domain;
        }

        return key.EndsWith("'s", StringComparison.Ordinal) ? _byWord.GetValueOrDefault(key[..^2])
            : key.Length > 4 && key.EndsWith("ves", StringComparison.Ordinal)
                ? _byWord.GetValueOrDefault(key[..^3] + "f") ?? _byWord.GetValueOrDefault(key[..^3] + "fe")
            : key.Length > 3 && key[^1] == 's'
                ? _byWord.GetValueOrDefault(key[..^1])
                    ?? (IsPluralInEs(key) ? _byWord.GetValueOrDefault(key[..^2]) : null)
            : null;
    }

    /// <summary>All words of its lists as they stand there: neither plurals nor possessives.</summary>
    public IEnumerable<string> Words => _byWord.Keys.Concat(_byClaim.Keys).Concat(_contexts.Keys);

    /// <summary>"Foxes", "ostriches", "walruses".</summary>
    private static bool IsPluralInEs(string key) =>
        key.Length > 4 && key.EndsWith("es", StringComparison.Ordinal) && key[^3] is 'x' or 's' or 'h' or 'z';

    /// <summary>Whether any list of it has the word.</summary>
    public bool Has(string key) => DomainOf(key) is not null || _byClaim.ContainsKey(key) || ContextsOf(key).Count > 0;

    public DomainEntry? ClaimOf(string key) => _byClaim.GetValueOrDefault(key);

    /// <summary>The circumstances a word or two words mean; the plural counts too.</summary>
    public IReadOnlyList<string> ContextsOf(string key) =>
        _contexts.TryGetValue(key, out var ids) ? ids
        : key.EndsWith("'s", StringComparison.Ordinal) ? _contexts.GetValueOrDefault(key[..^2], [])
        : key.Length > 3 && key[^1] == 's' ? _contexts.GetValueOrDefault(key[..^1], [])
        : [];

    /// <summary>
    /// Something that an idea tells with words of its own and that has colors of its own, such as night; a domain is none, and
    /// a skeleton or a watch has none.
    /// </summary>
    public bool CallsForColors(string context) => _contextIds.Contains(context) && !_colorless.Contains(context);

    public bool Knows(string contextOrDomain) =>
        _domains.ContainsKey(contextOrDomain) || _contextIds.Contains(contextOrDomain);
}
