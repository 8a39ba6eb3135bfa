using System.Collections.Frozen;

namespace AiPromptGen.Prompts;

/// <summary>Which words mean which kind of picture, and which circumstances.</summary>
internal sealed class Lexicon
{
    public const string General = "general";

    private static readonly Lazy<Lexicon> Lazily = new(() => new Lexicon());

    private readonly FrozenDictionary<string, DomainEntry> _domains;
    private readonly FrozenDictionary<string, DomainEntry> _byWord;
    private readonly FrozenDictionary<string, string[]> _contexts;

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
        _contexts = LibraryResources
            .Read("contexts", LibraryJson.Default.ContextEntryArray)
            .SelectMany(context => context.Words.Select(word => (Word: PromptLibrary.Key(word), context.Id)))
            .GroupBy(pair => pair.Word, pair => pair.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    public static Lexicon Instance => Lazily.Value;

    public DomainEntry Domain(string id) => _domains[id];

    /// <summary>The domain of a word, or of two words joined by a space; the plural counts too.</summary>
    public DomainEntry? DomainOf(string key)
    {
        if (_byWord.TryGetValue(key, out var domain))
        {
            return domain;
        }

        return key.Length > 3 && key[^1] == 's' ? _byWord.GetValueOrDefault(key[..^1]) : null;
    }

    public IReadOnlyList<string> ContextsOf(string word) => _contexts.TryGetValue(word, out var ids) ? ids : [];
}
