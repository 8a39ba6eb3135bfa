namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Merges shades that a reader would call the same color, and counts them as the largest of them, because six words for one vase, or the
/// same word twice, describe nothing. The measured palette still has them separately.
/// </summary>
internal static class PaletteShades
{
    /// <summary>
    /// The largest differences in OKLab of two shades that are merged. Light and shadow change the lightness of a thing more than its hue.
    /// </summary>
    private const float LightnessAlike = 0.09f;
    private const float HueAlike = 0.03f;

    /// <summary>Share of the area below which a color is dropped as noise, once the shades like it are merged with it.</summary>
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
