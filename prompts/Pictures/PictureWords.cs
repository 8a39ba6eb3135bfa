using System.Globalization;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>The words for measures. Each of them follows from a number.</summary>
internal static class PictureWords
{
    private const double Dominant = 0.5;
    private const double Touch = 0.05;
    private const string Mostly = "mostly ";
    private const string TouchOf = "a touch of ";

    public static string Medium(MediumCue cue) =>
        cue switch
        {
            { IsText: true } => "page of text",
            { Class: ContentClass.Photo } => "photograph",
            _ => "illustration",
        };

    public static string Color(PictureColor color, int rank) =>
        rank == 0 && color.Share is >= Dominant and < 0.995 ? Mostly + color.Name
        : color.Share < Touch ? TouchOf + color.Name
        : color.Name;

    /// <summary>The name of the color without the words for its share.</summary>
    public static string Bare(string color) =>
        color.StartsWith(Mostly, StringComparison.Ordinal) ? color[Mostly.Length..]
        : color.StartsWith(TouchOf, StringComparison.Ordinal) ? color[TouchOf.Length..]
        : color;

    /// <summary>The largest color and the most noticeable one. A color's chroma counts in full, its area only by the square root.</summary>
    public static string MainColors(PictureFacts facts)
    {
        var ground = facts.Palette[0].Name;
        var others = facts.Palette.Where(color => !color.Name.Equals(ground, StringComparison.Ordinal));
        return others.MaxBy(Salience) is { } salient ? $"{ground} and {salient.Name}" : ground;
    }

    /// <summary>How noticeable a color is. A gray has no chroma, so a little is added; of two grays the larger one then counts.</summary>
    private static double Salience(PictureColor color) =>
        (OkLab.FromHex(color.Hex).Chroma + 0.02) * Math.Sqrt(color.Share);

    public static string? Light(ToneFacts tone) =>
        (tone.Night, tone.Key, tone.ContrastLevel) switch
        {
            (true, _, _) => "dark scene with bright highlights",
            (_, ToneKey.Low, ContrastLevel.High) => "low-key lighting, high contrast",
            (_, ToneKey.Low, _) => "low-key lighting",
            (_, ToneKey.High, _) => "high-key lighting",
            (_, _, ContrastLevel.High) => "high-contrast lighting",
            (_, _, ContrastLevel.Low) => "low-contrast lighting",
            _ => null,
        };

    /// <summary>The full-frame equivalent, when the file names it, because that is the focal length that readers of prompts know.</summary>
    public static string? FocalLength(LensFacts lens) =>
        lens.FocalLength35Millimetres is { } equivalent ? Invariant($"{equivalent} mm lens")
        : lens.FocalLengthMillimetres is { } length ? Invariant($"{length:0.#} mm lens")
        : null;

    public static string? Aperture(LensFacts lens) =>
        lens.Aperture is { } aperture ? Invariant($"f/{aperture:0.#}") : null;

    public static string? Shutter(LensFacts lens) =>
        lens.ExposureSeconds switch
        {
            null => null,
            >= 0.5 and var slow => Invariant($"{slow:0.#} s long exposure"),
            { } fast => Invariant($"1/{Math.Round(1 / fast):0} s exposure"),
        };

    public static string Summary(PictureFacts facts, bool hasSubject)
    {
        var (frame, tone) = (facts.Frame, facts.Tone);
        var colors = string.Join(", ", facts.Palette.Select(color => Invariant($"{color.Name} {color.Share:P1}")));
        var missing = hasSubject ? "action, place and style" : "subject, action, place and style";
        return Invariant(
            $"Visual facts draft: measured, not guessed. {frame.Width} × {frame.Height} ({PictureDraft.RatioOf(frame)}); {colors}; lightness {tone.Lightness:0.###}, contrast {tone.Contrast:0.###}. Not inferred: {missing}."
        );
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
