namespace AiPromptGen.Prompts.Library;

/// <summary>A painter, photographer or director of the past, or several who worked alike: the kind of picture, and what is known of its look and light.</summary>
internal sealed record Artist(PictureKind Kind, IReadOnlyList<LibraryEntry> Looks, LibraryEntry? Light)
{
    private const string LightFacet = "source";
    private const string Before = "manner-";

    /// <summary>As entries of the library, so that each added word names its source.</summary>
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

    public static bool IsManner(string? entryId) =>
        entryId is not null && entryId.StartsWith(Before, StringComparison.Ordinal);

    private static string LookId(ArtistsEntry artists, int index) =>
        string.Create(null, $"{Before}{artists.Id}-{index + 1}");

    private static string LightId(ArtistsEntry artists) => $"{Before}{artists.Id}-light";

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
