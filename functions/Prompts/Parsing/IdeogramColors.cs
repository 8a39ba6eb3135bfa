using System.Text.Json;
using AiPromptGen.Prompts.Pictures.Metadata;

namespace AiPromptGen.Prompts;

/// <summary>Lists of hex colours; their names, where there are any, stand in the words.</summary>
internal static class IdeogramColors
{
    private const int Most = 16;

    public static List<string> In(JsonElement? element) =>
        IdeogramPrompt.Child(element, "color_palette") is { ValueKind: JsonValueKind.Array } list
            ?
            [
                .. list.EnumerateArray()
                    .Take(Most)
                    .Select(color => LenientJson.TextOf(color)?.ToUpperInvariant())
                    .OfType<string>()
                    .Where(HexColor.IsValid),
            ]
            : [];

    public static void Apply(List<string> hexes, Sketch sketch)
    {
        var named = sketch.Palette.FindAll(color => !color.Name.Inline);
        var missing = hexes
            .Where(hex => !sketch.Palette.Exists(color => hex.Equals(color.Hex, StringComparison.Ordinal)))
            .ToList();
        if (named.Count == hexes.Count && named.Exists(color => color.Hex is null))
        {
            sketch.Palette.RemoveAll(color => !color.Name.Inline);
            sketch.Palette.AddRange(named.Select((color, at) => color with { Hex = hexes[at] }));
            return;
        }

        sketch.Palette.AddRange(
            missing.Select(hex => new PaletteColor { Hex = hex, Name = Slot.User(HexColor.Name(hex)) })
        );
    }
}
