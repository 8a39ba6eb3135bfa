using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

internal static class HexColor
{
    /// <summary>"#RRGGBB" and nothing else.</summary>
    public static bool IsValid(string? text) =>
        text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);

    /// <summary>The nearest colour with a name; models read names better than numbers.</summary>
    public static string Name(string hex)
    {
        var (red, green, blue) = Parse(hex);
        return PromptLibrary
            .Instance.Colors.MinBy(color =>
            {
                var (r, g, b) = Parse(color.Hex);
                return ((r - red) * (r - red)) + ((g - green) * (g - green)) + ((b - blue) * (b - blue));
            })!
            .Name;
    }

    private static (int Red, int Green, int Blue) Parse(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (value >> 16, (value >> 8) & 0xFF, value & 0xFF);
    }
}
