using System.Text.Json;

namespace AiPromptGen.Prompts.Syntax.Ideogram;

/// <summary>Reads lists of hex colors. When the colors have names, these are in the words.</summary>
internal static class IdeogramColors
{
    private const int Most = 16;

    public static List<string> In(JsonElement? element) =>
        IdeogramPrompt.Child(element, "color_palette") is { } list ? Of(list) : [];

    /// <summary>The valid codes of a list; none when the value is not a list.</summary>
    public static List<string> Of(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Take(Most)
                    .Select(color => LenientJson.TextOf(color)?.ToUpperInvariant())
                    .OfType<string>()
                    .Where(HexColor.IsValid),
            ]
            : [];

    /// <summary>Removes the parts that name the colors from the words: "kelp green and sand palette".</summary>
    public static void Take(List<string> hexes, List<PromptPart> words, Sketch sketch)
    {
        var missing = hexes.FindAll(hex =>
            !sketch.Palette.Exists(color => hex.Equals(color.Hex, StringComparison.Ordinal))
        );
        var names = hexes.Count == 0 ? null : Names(hexes.Count, words) ?? Names(missing.Count, words);
        if (names is null)
        {
            sketch.Palette.AddRange(missing.Select(hex => Of(hex, HexColor.Name(hex))));
            return;
        }

        var named = names.Count == hexes.Count ? hexes : missing;
        sketch.Palette.RemoveAll(color => color.Target is null && named.Contains(color.Hex, StringComparer.Ordinal));
        sketch.Palette.AddRange(named.Zip(names, Of));
    }

    private static PaletteColor Of(string hex, string name) => new() { Hex = hex, Name = Slot.User(name) };

    private static List<string>? Names(int count, List<PromptPart> words)
    {
        var last = words.FindIndex(part => part.Text.EndsWith(" palette", StringComparison.Ordinal));
        var first = last - Math.Max(0, count - 2);
        if (count == 0 || last < 0 || first < 0)
        {
            return null;
        }

        var tail = words[last].Text[..^" palette".Length].Split(" and ", 2);
        var names = words.Take(last).Skip(first).Select(part => part.Text).Concat(tail).ToList();
        if (names.Count != count)
        {
            return null;
        }

        words.RemoveRange(first, last - first + 1);
        return names;
    }
}
