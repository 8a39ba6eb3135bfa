namespace AiPromptGen.Prompts.Syntax.Writing;

internal static class HexColor
{
    /// <summary>"#RRGGBB" and nothing else.</summary>
    public static bool IsValid(string? text) =>
        text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);

    /// <summary>The nearest color with a name, because models read names better than numbers.</summary>
    public static string Name(string hex) => ColorNames.Nearest(OkLab.FromHex(hex));
}
