using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>What can be measured in a picture. It contains no guess about its subject or style.</summary>
public sealed record PictureFacts
{
    public required FrameFacts Frame { get; init; }

    /// <summary>At most six colors, the largest share first.</summary>
    public required IReadOnlyList<PictureColor> Palette { get; init; }
    public required ToneFacts Tone { get; init; }
    public required ColorFacts Color { get; init; }
    public required DetailFacts Detail { get; init; }

    /// <summary>Null when the measures do not point either way.</summary>
    public MediumCue? Medium { get; init; }

    /// <summary>Share of the area that is transparent, 0 to 1.</summary>
    public required double Transparent { get; init; }
}

/// <param name="ExactRatio">Width to height in lowest terms; the nearest common ratio when the picture has that one within one pixel.</param>
/// <param name="NearestRatio">The nearest ratio in common use.</param>
/// <param name="Deviation">How far the picture's ratio is from <paramref name="NearestRatio"/>; 0.01 is one percent.</param>
public sealed record FrameFacts(
    int Width,
    int Height,
    AspectRatio ExactRatio,
    AspectRatio NearestRatio,
    double Deviation
);

/// <param name="Hex">"#RRGGBB", upper case.</param>
/// <param name="Share">Share of the opaque area, 0 to 1.</param>
public sealed record PictureColor(string Hex, string Name, double Share);

/// <summary>Lightness is OKLab's, from 0 for black to 1 for white. Contrast is the distance between its 5th and 95th percentile.</summary>
public sealed record ToneFacts
{
    public required double Lightness { get; init; }
    public required ToneKey Key { get; init; }

    /// <summary>Whether the picture is mostly near black, with some bright lights.</summary>
    public required bool Night { get; init; }
    public required double Contrast { get; init; }
    public required ContrastLevel ContrastLevel { get; init; }
}

/// <summary>Chroma is OKLab's, from 0 for gray to about 0.3.</summary>
public sealed record ColorFacts
{
    public required double Chroma { get; init; }
    public required Saturation Saturation { get; init; }
    public required ColorMode Mode { get; init; }

    /// <summary>Mean of OKLab's b: above 0 is yellow, below 0 is blue.</summary>
    public required double Warmth { get; init; }
    public required ColorTemperature Temperature { get; init; }
}

public sealed record DetailFacts
{
    /// <summary>Sharpness of the center divided by that of the border; null when the border has no detail.</summary>
    public double? FocusRatio { get; init; }
    public required FocusCue Focus { get; init; }

    /// <summary>How alike the left half and the mirrored right half are, 0 to 1; null for a picture without contrast.</summary>
    public double? Symmetry { get; init; }

    /// <summary>Bits per pixel of lightness, 0 to 8.</summary>
    public required double Entropy { get; init; }

    /// <summary>Share of the area without any gradation, 0 to 1.</summary>
    public required double FlatShare { get; init; }

    /// <summary>The part of <see cref="FlatShare"/> that is white, such as paper or a studio's ground.</summary>
    public double GroundShare { get; init; }
}

/// <param name="Confidence">0 to 0.85, because a measure is a hint and never certain.</param>
/// <param name="IsText">
/// Whether the picture has lines of writing on a plain ground: a page that was scanned, photographed flat, or shown on a screen.
/// </param>
public sealed record MediumCue(ContentClass Class, double Confidence, bool IsText = false);

[JsonConverter(typeof(CamelCaseEnumConverter<ToneKey>))]
public enum ToneKey
{
    Normal,
    Low,
    High,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ContrastLevel>))]
public enum ContrastLevel
{
    Normal,
    Low,
    High,
}

[JsonConverter(typeof(CamelCaseEnumConverter<Saturation>))]
public enum Saturation
{
    Moderate,
    Muted,
    Vivid,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ColorMode>))]
public enum ColorMode
{
    Full,
    BlackAndWhite,
    SingleHue,
}

[JsonConverter(typeof(CamelCaseEnumConverter<ColorTemperature>))]
public enum ColorTemperature
{
    Neutral,
    Warm,
    Cool,
}

[JsonConverter(typeof(CamelCaseEnumConverter<FocusCue>))]
public enum FocusCue
{
    Unknown,
    ShallowCenter,
    SharpThroughout,
}
