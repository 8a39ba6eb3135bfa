namespace AiPromptGen.Prompts.Pictures;

/// <summary>Measures lightness, contrast, saturation and warmth. Thresholds are in OKLab, where mid-gray has a lightness of 0.6.</summary>
internal static class ToneMeter
{
    public static ToneFacts Tone(PixelGrid grid)
    {
        var lightness = grid.Pixels.Select(pixel => pixel.L).ToArray();
        Array.Sort(lightness);
        var median = At(lightness, 0.5);
        var contrast = At(lightness, 0.95) - At(lightness, 0.05);
        return new ToneFacts
        {
            Lightness = Math.Round(lightness.Average(), 3),
            Key =
                median < 0.42 && At(lightness, 0.9) < 0.78 ? ToneKey.Low
                : median > 0.82 && At(lightness, 0.1) > 0.55 ? ToneKey.High
                : ToneKey.Normal,
            Night = median < 0.3 && At(lightness, 0.995) > 0.6,
            Contrast = Math.Round(contrast, 3),
            ContrastLevel =
                contrast < 0.25 ? ContrastLevel.Low
                : contrast > 0.7 ? ContrastLevel.High
                : ContrastLevel.Normal,
        };
    }

    public static ColorFacts Color(PixelGrid grid)
    {
        var chroma = grid.Pixels.Select(pixel => pixel.Chroma).ToArray();
        Array.Sort(chroma);
        var mean = chroma.Average();
        var (a, b) = (grid.Pixels.Average(pixel => pixel.A), grid.Pixels.Average(pixel => pixel.B));
        var blackAndWhite = At(chroma, 0.98) < 0.02;
        return new ColorFacts
        {
            Chroma = Math.Round(mean, 3),
            Saturation =
                mean < 0.045 ? Saturation.Muted
                : mean > 0.13 ? Saturation.Vivid
                : Saturation.Moderate,
            Mode =
                blackAndWhite ? ColorMode.BlackAndWhite
                : IsSingleHue(a, b, mean) ? ColorMode.SingleHue
                : ColorMode.Full,
            Warmth = Math.Round(b, 3),
            Temperature =
                blackAndWhite || Math.Abs(b) < 0.015 ? ColorTemperature.Neutral
                : b > 0 ? ColorTemperature.Warm
                : ColorTemperature.Cool,
        };
    }

    /// <summary>
    /// Whether all colors have one hue: then all color vectors point the same way, so their sum is nearly as long as the sum of their
    /// lengths.
    /// </summary>
    private static bool IsSingleHue(double a, double b, double meanChroma) =>
        meanChroma > 0.015 && Math.Sqrt((a * a) + (b * b)) > 0.97 * meanChroma;

    private static double At(float[] sorted, double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
}
