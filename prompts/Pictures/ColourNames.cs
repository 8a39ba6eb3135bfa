namespace AiPromptGen.Prompts.Pictures;

/// <summary>Common English colour names, nearest in OKLab with hue before lightness. Names and values are plain facts.</summary>
internal static class ColourNames
{
    /// <summary>OKLab chroma below which nobody sees a hue.</summary>
    private const float Neutral = 0.008f;

    private static readonly (string Name, OkLab Colour)[] Names = ColourTable
        .Entries.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => (line[8..], OkLab.FromHex(line[..7])))
        .ToArray();

    private static readonly (string Name, OkLab Colour)[] Neutrals = Array.FindAll(
        Names,
        named => named.Colour.Chroma < Neutral
    );

    /// <summary>A grey is never given the name of a colour, however near.</summary>
    public static string Nearest(OkLab colour) =>
        (colour.Chroma < Neutral ? Neutrals : Names).MinBy(named => named.Colour.DifferenceSquared(colour)).Name;
}
