using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AiPromptGen.Prompts.Library;

/// <summary>The data files beside this one, as they are built into the assembly.</summary>
internal static class LibraryResources
{
    private static readonly (string File, LibraryKind Kind)[] Files =
    [
        ("styles", LibraryKind.Style),
        ("media", LibraryKind.Medium),
        ("lightings", LibraryKind.Lighting),
        ("compositions", LibraryKind.Composition),
        ("cameras", LibraryKind.Camera),
        ("palettes", LibraryKind.Palette),
        ("moods", LibraryKind.Mood),
        ("ratios", LibraryKind.Ratio),
    ];

    public static IReadOnlyList<KindEntry> Kinds { get; } = Read("kinds", LibraryJson.Default.KindEntryArray);

    public static IReadOnlyList<ArtistsEntry> Artists { get; } = Read("artists", LibraryJson.Default.ArtistsEntryArray);

    public static LibraryEntry[] Entries()
    {
        LibraryEntry[] own =
        [
            .. Files.SelectMany(file =>
                Read(file.File, LibraryJson.Default.LibraryEntryArray).Select(entry => entry with { Kind = file.Kind })
            ),
        ];
        return
        [
            .. own,
            .. Kinds.SelectMany(PictureKind.FinishesOf),
            .. Artists.SelectMany(Artist.EntriesOf),
            .. StyleLooks.Of(own),
        ];
    }

    public static T[] Read<T>(string name, JsonTypeInfo<T[]> type)
    {
        using var stream =
            typeof(LibraryResources).Assembly.GetManifestResourceStream("Prompts." + name)
            ?? throw new InvalidOperationException($"The library file {name} is missing from the assembly.");
        return JsonSerializer.Deserialize(stream, type) ?? [];
    }
}
