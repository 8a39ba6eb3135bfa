namespace AiPromptGen.Prompts.Library;

/// <summary>The names of the one table of colours, nearest in OKLab with hue before lightness.</summary>
internal static class ColourNames
{
    /// <summary>OKLab chroma below which nobody sees a hue.</summary>
    private const float Neutral = 0.008f;

    private static readonly (string Name, OkLab Colour)[] Names =
    [
        .. PromptLibrary
            .Instance.Colors.Where(color => color.IsMeasured)
            .Select(color => (color.Name, OkLab.FromHex(color.Hex))),
    ];

    private static readonly (string Name, OkLab Colour)[] Neutrals = Array.FindAll(
        Names,
        named => named.Colour.Chroma < Neutral
    );

    /// <summary>A grey is never given the name of a colour, however near.</summary>
    public static string Nearest(OkLab colour) =>
        (colour.Chroma < Neutral ? Neutrals : Names).MinBy(named => named.Colour.DifferenceSquared(colour)).Name;
}
