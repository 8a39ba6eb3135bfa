namespace AiPromptGen.Prompts.Library;

/// <summary>The names of the one table of colors, nearest in OKLab with hue before lightness.</summary>
internal static class ColorNames
{
    /// <summary>OKLab chroma below which nobody sees a hue.</summary>
    private const float Neutral = 0.008f;

    private static readonly (string Name, OkLab Color)[] Names =
    [
        .. PromptLibrary
            .Instance.Colors.Where(color => color.IsMeasured)
            .Select(color => (color.Name, OkLab.FromHex(color.Hex))),
    ];

    private static readonly (string Name, OkLab Color)[] Neutrals = Array.FindAll(
        Names,
        named => named.Color.Chroma < Neutral
    );

    /// <summary>A gray is never given the name of a color, however near.</summary>
    public static string Nearest(OkLab color) =>
        (color.Chroma < Neutral ? Neutrals : Names).MinBy(named => named.Color.DifferenceSquared(color)).Name;
}
