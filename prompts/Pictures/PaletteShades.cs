namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Shades that a reader would call the same colour, counted as the largest of them: six words for one vase, or the same word
/// twice, describe nothing. The measured palette keeps them apart.
/// </summary>
internal static class PaletteShades
{
    /// <summary>In OKLab. Light and shadow change the lightness of a thing more than its hue.</summary>
    private const float LightnessAlike = 0.09f;
    private const float HueAlike = 0.03f;

    /// <summary>Less of a colour than this is noise once its likes are merged.</summary>
    private const double Least = 0.01;

    public static IReadOnlyList<PictureColour> Merge(IReadOnlyList<PictureColour> palette)
    {
        var kept = new List<PictureColour>();
        foreach (var colour in palette)
        {
            var like = kept.FindIndex(k => IsLike(k, colour));
            if (like < 0)
            {
                kept.Add(colour);
            }
            else
            {
                kept[like] = kept[like] with { Share = Math.Round(kept[like].Share + colour.Share, 4) };
            }
        }

        var seen = kept.Where((colour, rank) => rank == 0 || colour.Share >= Least);
        return [.. seen.OrderByDescending(colour => colour.Share)];
    }

    private static bool IsLike(PictureColour one, PictureColour other)
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
