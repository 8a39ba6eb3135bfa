using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Ideas;

/// <summary>Names with a color in them that nobody paints in that color: a red fox is orange, white wine is yellow.</summary>
internal static class ColoredNames
{
    private static readonly FrozenSet<string> Names = LibraryResources
        .Read("colored-names", LibraryJson.Default.ColoredNameEntryArray)
        .SelectMany(color => color.Words.Select(noun => color.Id + " " + noun))
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string color, string noun) => Names.Contains(color + " " + noun);
}
