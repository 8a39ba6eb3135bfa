using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>
/// What pictures of a style look like, without its name: who writes “Bauhaus poster” has named the style, and the primary shapes
/// and the strict grid are what a model draws it by.
/// </summary>
internal static class StyleLooks
{
    private const string Before = "look-";
    private const string NameEnd = ", ";

    private static readonly FrozenSet<string> OfThings = WordLists.Set("thing-looks");

    /// <summary>As entries of the library, so that each added word names its source.</summary>
    public static IEnumerable<LibraryEntry> Of(IEnumerable<LibraryEntry> entries) =>
        entries
            .Where(entry => entry.Kind == LibraryKind.Style && entry.Phrase.Contains(NameEnd, StringComparison.Ordinal))
            .Select(entry => new LibraryEntry
            {
                Id = Before + entry.Id,
                Name = Before + entry.Id,
                Phrase = entry.Phrase[(entry.Phrase.IndexOf(NameEnd, StringComparison.Ordinal) + NameEnd.Length)..],
                Kind = LibraryKind.Finish,
                Provenance = entry.Provenance,
                Licence = entry.Licence,
            });

    /// <param name="style">As an idea has it: of a thing in the picture it has no class.</param>
    /// <returns>Null where the style says how something is painted and only a thing in the picture has it.</returns>
    public static LibraryEntry? Find(LibraryEntry style) =>
        style.Class is null
        && PromptLibrary.Instance.Find(style.Id)?.ContentClass is not null
        && !OfThings.Contains(style.Id)
            ? null
            : PromptLibrary.Instance.Find(Before + style.Id);
}
