using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>All kinds of pictures that people name. The kind somebody names decides what may be added.</summary>
internal sealed class PictureKinds
{
    private static readonly Lazy<PictureKinds> Lazily = new(() => new PictureKinds());

    private readonly FrozenDictionary<string, PictureKind> _byId;
    private readonly FrozenDictionary<string, PictureKind> _byName;
    private readonly FrozenDictionary<string, PictureKind> _byAdjective;
    private readonly FrozenDictionary<string, PictureKind> _byEntry;
    private readonly FrozenDictionary<string, Artist> _byArtist;

    private PictureKinds()
    {
        var families = LibraryResources
            .Read("families", LibraryJson.Default.FamilyEntryArray)
            .ToDictionary(family => family.Id, StringComparer.Ordinal);
        All =
        [
            .. LibraryResources.Kinds.Select(kind => new PictureKind(
                kind,
                families[kind.Family],
                [.. (kind.Finish ?? []).Select((_, i) => PromptLibrary.Instance.Find(PictureKind.FinishId(kind, i))!)]
            )),
        ];
        _byId = All.ToFrozenDictionary(kind => kind.Id, StringComparer.Ordinal);
        _byName = All.SelectMany(kind => kind.Names.Select(name => (name, kind)))
            .DistinctBy(pair => pair.name, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.name, pair => pair.kind, StringComparer.Ordinal);
        _byAdjective = All.SelectMany(kind => kind.Adjectives.Select(name => (name, kind)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.kind, StringComparer.Ordinal);
        _byEntry = All.Where(kind => kind.EntryId is not null)
            .ToFrozenDictionary(kind => kind.EntryId!, StringComparer.Ordinal);
        _byArtist = LibraryResources
            .Artists.Select(list => (list.Words, Artist: Library.Artist.Of(list, _byId[list.Kind])))
            .SelectMany(pair => pair.Words.Select(word => (Word: PromptLibrary.Key(word), pair.Artist)))
            .ToFrozenDictionary(pair => pair.Word, pair => pair.Artist, StringComparer.Ordinal);
        Longest = _byName.Keys.Concat(_byArtist.Keys).Max(name => name.Count(c => c == ' ') + 1);
    }

    public static PictureKinds Instance => Lazily.Value;

    public IReadOnlyList<PictureKind> All { get; }

    /// <summary>In words.</summary>
    public int Longest { get; }

    public PictureKind? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>By one of its names; the plural counts too.</summary>
    public PictureKind? Named(string key) =>
        _byName.TryGetValue(key, out var kind) ? kind
        : key.Length > 3 && key[^1] == 's' ? _byName.GetValueOrDefault(key[..^1])
        : null;

    /// <summary>By a word that stands before the thing shown: "embroidered".</summary>
    public PictureKind? ByAdjective(string key) =>
        _byAdjective.GetValueOrDefault(key) ?? (Named(key) is { IsModifier: true } kind ? kind : null);

    /// <summary>By the library's medium or style that it is.</summary>
    public PictureKind? OfEntry(string? id) => id is null ? null : _byEntry.GetValueOrDefault(id);

    /// <summary>A painter of the past, by name.</summary>
    public Artist? Artist(string key) => _byArtist.GetValueOrDefault(key);
}
