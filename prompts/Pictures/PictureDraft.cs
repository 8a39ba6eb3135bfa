namespace AiPromptGen.Prompts.Pictures;

/// <summary>Turns measures into words that say no more than was measured, and only where the person left a gap.</summary>
internal static class PictureDraft
{
    private const double Sure = 0.95;
    private const double LeastMediumConfidence = 0.5;
    private const double SymmetricFrom = 0.9;
    private const double PlainFrom = 0.6;

    /// <summary>An exact ratio with larger terms ("1000:1251") is of no use to people; then the nearest common ratio is used.</summary>
    private const int LargestRatioTerm = 64;

    public static StructuredPrompt Compose(PictureFacts facts, LensFacts? lens, StructuredPrompt wanted)
    {
        var medium = facts.Medium is { Confidence: >= LeastMediumConfidence } cue ? cue : null;
        return wanted with
        {
            Title = wanted.Title ?? $"Visual facts draft: {PictureWords.MainColors(facts)}",
            Summary = PictureWords.Summary(facts, hasSubject: wanted.Subjects.Count > 0),
            Medium =
                wanted.Medium ?? (medium is null ? null : Detected(PictureWords.Medium(medium), medium.Confidence)),
            ContentClass = wanted.ContentClass ?? (wanted.Medium is null ? medium?.Class : null),
            Styles = wanted.Styles.Count > 0 ? wanted.Styles : Styles(facts.Color),
            Composition = Composition(facts, wanted.Composition),
            Camera = lens is null ? wanted.Camera : Camera(lens, wanted.Camera),
            Lighting = IsEmpty(wanted.Lighting) ? Lighting(facts) : wanted.Lighting,
            Mood = wanted.Mood.Count > 0 ? wanted.Mood : Mood(facts.Color),
            // A color inside the hint's own phrase ("a red fox") names a thing; it does not choose the palette.
            Palette = wanted.Palette.Any(color => !color.Name.Inline)
                ? wanted.Palette
                : [.. wanted.Palette, .. PaletteShades.Merge(facts.Palette).Select(Palette)],
            AspectRatio = wanted.AspectRatio ?? RatioOf(facts.Frame),
        };
    }

    public static AspectRatio RatioOf(FrameFacts frame) =>
        Math.Max(frame.ExactRatio.Width, frame.ExactRatio.Height) <= LargestRatioTerm
            ? frame.ExactRatio
            : frame.NearestRatio;

    private static PaletteColor Palette(PictureColor color, int rank) =>
        new()
        {
            Hex = color.Hex,
            Name = Detected(PictureWords.Color(color, rank)),
            Share = color.Share,
        };

    private static IReadOnlyList<Slot> Styles(ColorFacts color) =>
        color.Mode switch
        {
            ColorMode.BlackAndWhite => [Detected("black and white")],
            _ => [],
        };

    private static IReadOnlyList<Slot> Mood(ColorFacts color) =>
        (color.Mode, color.Saturation) switch
        {
            (ColorMode.BlackAndWhite, _) => [],
            // The style "monochrome" is not used here, because a diver in blue water is not a blue-toned print.
            (ColorMode.SingleHue, _) => [Detected("shades of one hue", 0.9)],
            (_, Saturation.Moderate) => [],
            (_, Saturation.Vivid) => [Detected("vivid colors", 0.9)],
            _ => [Detected("muted colors", 0.9)],
        };

    private static Composition Composition(PictureFacts facts, Composition wanted)
    {
        var detail = facts.Detail;
        var focus = detail.Focus switch
        {
            FocusCue.ShallowCenter => Detected("shallow depth of field, sharp centre", 0.7),
            FocusCue.SharpThroughout => Detected("deep focus, sharp throughout", 0.6),
            _ => null,
        };
        return wanted with
        {
            DepthOfField = wanted.DepthOfField ?? focus,
            Framing =
                wanted.Framing ?? (detail.Symmetry >= SymmetricFrom ? Detected("symmetrical composition", 0.8) : null),
            NegativeSpace =
                wanted.NegativeSpace ?? (detail.FlatShare >= PlainFrom ? Detected("large plain areas", 0.8) : null),
        };
    }

    private static Camera Camera(LensFacts lens, Camera wanted) =>
        wanted with
        {
            FocalLength = wanted.FocalLength ?? FromFile(PictureWords.FocalLength(lens)),
            Aperture = wanted.Aperture ?? FromFile(PictureWords.Aperture(lens)),
            Shutter = wanted.Shutter ?? FromFile(PictureWords.Shutter(lens)),
        };

    private static Lighting Lighting(PictureFacts facts) =>
        new()
        {
            Quality = PictureWords.Light(facts.Tone) is { } light ? Detected(light, 0.9) : null,
            Temperature = facts.Color.Temperature switch
            {
                ColorTemperature.Warm => Detected("warm tones", 0.9),
                ColorTemperature.Cool => Detected("cool tones", 0.9),
                _ => null,
            },
        };

    private static bool IsEmpty(Lighting lighting) => lighting == new Lighting();

    private static Slot Detected(string value, double confidence = Sure) =>
        Slot.Of(value, SlotSource.Detected, confidence);

    private static Slot? FromFile(string? value) => value is null ? null : Slot.Of(value, SlotSource.Metadata, 1);
}
