using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>The terms the engine knows. Read once, never changed; every look-up is one hash.</summary>
public sealed class PromptLibrary
{
    private static readonly Lazy<PromptLibrary> Lazily = new(() => new PromptLibrary(LibraryResources.Entries()));

    private readonly FrozenDictionary<string, LibraryEntry> _byId;
    private readonly FrozenDictionary<string, LibraryEntry> _byName;
    private readonly FrozenDictionary<(LibraryKind, string), LibraryEntry[]> _byDomain;
    private readonly FrozenDictionary<string, RewriteEntry> _positives;
    private readonly FrozenDictionary<string, ColorEntry> _colors;

    private PromptLibrary(LibraryEntry[] entries)
    {
        Entries = entries;
        _byId = entries.ToFrozenDictionary(entry => entry.Id, StringComparer.Ordinal);
        _byName = entries
            .SelectMany(entry => NamesOf(entry).Select(name => (name, entry)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.entry, StringComparer.Ordinal);
        LongestName = _byName.Keys.Max(name => name.Count(c => c == ' ') + 1);
        _byDomain = entries
            .SelectMany(entry => (entry.Domains ?? []).Select(domain => (Key: (entry.Kind, domain), entry)))
            .GroupBy(pair => pair.Key, pair => pair.entry)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _positives = LibraryResources
            .Read("rewrites", LibraryJson.Default.RewriteEntryArray)
            .SelectMany(entry => entry.Terms.Select(term => (term, entry)))
            .ToFrozenDictionary(pair => pair.term, pair => pair.entry, StringComparer.OrdinalIgnoreCase);
        Colors = LibraryResources.Read("colors", LibraryJson.Default.ColorEntryArray);
        _colors = Colors
            .Where(color => color.IsWritten)
            .ToFrozenDictionary(color => ColorKey(color.Name), StringComparer.Ordinal);
    }

    public static PromptLibrary Instance => Lazily.Value;

    public IReadOnlyList<LibraryEntry> Entries { get; }

    /// <summary>In words.</summary>
    internal int LongestName { get; }

    public LibraryEntry? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>By name, alias or id; hyphens and case do not matter.</summary>
    public LibraryEntry? FindByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(Key(name)) ?? Find(name);
    }

    internal LibraryEntry? FindKey(string key) => _byName.GetValueOrDefault(key);

    /// <summary>What may be added unasked to a picture of this domain, in the order of the file.</summary>
    internal IReadOnlyList<LibraryEntry> For(LibraryKind kind, string domain) =>
        _byDomain.TryGetValue((kind, domain), out var entries) ? entries : [];

    /// <summary>A color that people write, in either spelling of gray, with a space or a hyphen.</summary>
    internal ColorEntry? Color(string name) => _colors.GetValueOrDefault(ColorKey(name));

    internal IReadOnlyList<ColorEntry> Colors { get; }

    /// <summary>How to ask for the absence of something without naming it; null when nobody knows.</summary>
    internal string? PositiveFor(string term, string domain = Lexicon.General)
    {
        foreach (var article in (string[])["", "a ", "an ", "any ", "the ", "visible ", "other ", "extra "])
        {
            if (
                term.StartsWith(article, StringComparison.OrdinalIgnoreCase)
                && _positives.TryGetValue(term[article.Length..], out var positive)
            )
            {
                return positive.In?.GetValueOrDefault(domain) ?? positive.Positive;
            }
        }

        return null;
    }

    /// <summary>A term and its synonyms, as far as they are known: "blurry" is "bokeh" too.</summary>
    internal IReadOnlyList<string> SynonymsOf(string term) =>
        _positives.TryGetValue(term, out var entry) ? entry.Terms : [term];

    /// <summary>The form all names are compared in.</summary>
    /// <summary>What a person may choose by name: an artist's own light comes with the artist alone.</summary>
    public IEnumerable<LibraryEntry> Choices(LibraryKind kind) =>
        Entries.Where(entry => entry.Kind == kind && !Artist.IsManner(entry.Id));

    internal static string Key(string name) => name.Trim().Replace('-', ' ').Replace('’', '\'').ToLowerInvariant();

    /// <summary>Whether a text is the entry's own name or id, and no alias.</summary>
    internal static bool IsNameOf(LibraryEntry entry, string text) =>
        Key(text) is var key
        && (
            key.Equals(Key(entry.Id), StringComparison.Ordinal) || key.Equals(Key(entry.Name), StringComparison.Ordinal)
        );

    private static string ColorKey(string name) => Key(name).Replace("gray", "grey", StringComparison.Ordinal);

    internal static IEnumerable<string> NamesOf(LibraryEntry entry) =>
        (entry.Aliases ?? []).Append(entry.Name).Append(entry.Id).Select(Key).Distinct(StringComparer.Ordinal);
}
