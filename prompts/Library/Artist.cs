namespace AiPromptGen.Prompts.Library;

/// <summary>
/// What the library knows of a painter, photographer or director of the past, or of several who worked alike.
/// </summary>
/// <param name="Kind">The kind of picture that they made.</param>
/// <param name="Looks">How their pictures look.</param>
/// <param name="Light">How they are lit; null where nothing is known of that.</param>
internal sealed record Artist(PictureKind Kind, IReadOnlyList<LibraryEntry> Looks, LibraryEntry? Light)
{
    private const string LightFacet = "source";
    private const string IdPrefix = "manner-";

    /// <summary>The looks and the light as entries of the library, so that a slot that is filled from them can name its entry.</summary>
    public static IEnumerable<LibraryEntry> EntriesOf(ArtistsEntry artists)
    {
        var looks = artists.Looks.Select((look, i) => Entry(LookId(artists, i), look, LibraryKind.Finish));
        return artists.Light is { } light
            ? looks.Append(
                Entry(LightId(artists), light, LibraryKind.Lighting) with
                {
                    Facet = LightFacet,
                    Avoid = artists.LightAvoids,
                }
            )
            : looks;
    }

    public static Artist Of(ArtistsEntry artists, PictureKind kind) =>
        new(
            kind,
            [.. artists.Looks.Select((_, i) => PromptLibrary.Instance.Find(LookId(artists, i))!)],
            artists.Light is null ? null : PromptLibrary.Instance.Find(LightId(artists))
        );

    /// <summary>Whether the entry is one that <see cref="EntriesOf"/> made.</summary>
    public static bool IsManner(string? entryId) =>
        entryId is not null && entryId.StartsWith(IdPrefix, StringComparison.Ordinal);

    private static string LookId(ArtistsEntry artists, int index) =>
        string.Create(null, $"{IdPrefix}{artists.Id}-{index + 1}");

    private static string LightId(ArtistsEntry artists) => $"{IdPrefix}{artists.Id}-light";

    private static LibraryEntry Entry(string id, string phrase, LibraryKind kind) =>
        new()
        {
            Id = id,
            Name = id,
            Phrase = phrase,
            Kind = kind,
            Provenance = "own term",
            Licence = "own wording",
        };
}
