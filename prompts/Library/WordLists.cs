using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Library;

/// <summary>The lists of words.json; what each is for stands beside it there.</summary>
internal static class WordLists
{
    private static readonly FrozenDictionary<string, string[]> Lists = LibraryResources
        .Read("words", LibraryJson.Default.WordListEntryArray)
        .ToFrozenDictionary(list => list.Id, list => list.Words.ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Sets = Lists.ToFrozenDictionary(
        list => list.Key,
        list => list.Value.ToFrozenSet(StringComparer.Ordinal),
        StringComparer.Ordinal
    );

    public static FrozenSet<string> Set(string id) => Sets[id];

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<string> InOrder(string id) => Lists[id];
}
