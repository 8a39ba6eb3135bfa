namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Shades that a reader would call the same color, counted as the largest of them: six words for one vase, or the same word
/// twice, describe nothing. The measured palette keeps them apart.
/// </summary>
internal static class PaletteShades
{
    /// <summary>In OKLab. Light and shadow change the lightness of a thing more than its hue.</summary>
    private const float LightnessAlike = 0.09f;
    private const float HueAlike = 0.03f;

    /// <summary>Less of a color than this is noise once its likes are merged.</summary>
    private const double Least = 0.01;

    public static IReadOnlyList<PictureColor> Merge(IReadOnlyList<PictureColor> palette)
    {
        var kept = new List<PictureColor>();
        foreach (var color in palette)
        {
            var like = kept.FindIndex(k => IsLike(k, color));
            if (like < 0)
            {
                kept.Add(color);
            }
            else
            {
                kept[like] = kept[like] with { Share = Math.Round(kept[like].Share + color.Share, 4) };
            }
        }

        var seen = kept.Where((color, rank) => rank == 0 || color.Share >= Least);
        return [.. seen.OrderByDescending(color => color.Share)];
    }

    private static bool IsLike(PictureColor one, PictureColor other)
    {
        var (a, b) = (OkLab.FromHex(one.Hex), OkLab.FromHex(other.Hex));
        return one.Name.Equals(other.Name, StringComparison.Ordinal)
            || (
                MathF.Abs(a.L - b.L) < LightnessAlike
                && MathF.Abs(a.A - b.A) < HueAlike
                && MathF.Abs(a.B - b.B) < HueAlike
            );
    }
}
