using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>The languages of languages.json, by their code.</summary>
internal static class Languages
{
    public static readonly IReadOnlyList<LanguageEntry> All = LibraryResources.Read(
        "languages",
        LibraryJson.Default.LanguageEntryArray
    );

    private static readonly FrozenDictionary<string, LanguageEntry> ById = All.ToFrozenDictionary(
        language => language.Id,
        StringComparer.Ordinal
    );

    public static LanguageEntry? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The English name of a denied thing, where the language's own is known.</summary>
    public static string? EnglishOf(string language, string term) =>
        ById.GetValueOrDefault(language)?.Terms?.GetValueOrDefault(term.ToLowerInvariant())
        ?? (language is LanguageGuess.English ? null : GlossReader.Term(term, language));
}
