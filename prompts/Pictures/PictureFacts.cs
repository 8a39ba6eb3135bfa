using System.Text.Json.Serialization;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>What can be measured in a picture. No guess about its subject or style is among it.</summary>
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

    /// <summary>0 to 1 of the area that is transparent.</summary>
    public required double Transparent { get; init; }
}

/// <param name="ExactRatio">Width to height in lowest terms; the common ratio where it is that within one pixel.</param>
/// <param name="NearestRatio">The nearest ratio in common use.</param>
/// <param name="Deviation">How far the picture is from <paramref name="NearestRatio"/>, 0.01 being one percent.</param>
public sealed record FrameFacts(
    int Width,
    int Height,
    AspectRatio ExactRatio,
    AspectRatio NearestRatio,
    double Deviation
);

/// <param name="Hex">"#RRGGBB", upper case.</param>
/// <param name="Share">0 to 1 of the opaque area.</param>
public sealed record PictureColor(string Hex, string Name, double Share);

/// <summary>Lightness is OKLab's, 0 black to 1 white; contrast is the spread between its 5th and 95th percentile.</summary>
public sealed record ToneFacts
{
    public required double Lightness { get; init; }
    public required ToneKey Key { get; init; }

    /// <summary>Mostly near black with some bright lights.</summary>
    public required bool Night { get; init; }
    public required double Contrast { get; init; }
    public required ContrastLevel ContrastLevel { get; init; }
}

/// <summary>Chroma is OKLab's, 0 gray to about 0.3.</summary>
public sealed record ColorFacts
{
    public required double Chroma { get; init; }
    public required Saturation Saturation { get; init; }
    public required ColorMode Mode { get; init; }

    /// <summary>Mean OKLab b: positive yellow, negative blue.</summary>
    public required double Warmth { get; init; }
    public required ColorTemperature Temperature { get; init; }
}

public sealed record DetailFacts
{
    /// <summary>Sharpness of the center divided by that of the border; null when the border has nothing to be sharp.</summary>
    public double? FocusRatio { get; init; }
    public required FocusCue Focus { get; init; }

    /// <summary>0 to 1: how alike the left half and the mirrored right half are; null for a picture without contrast.</summary>
    public double? Symmetry { get; init; }

    /// <summary>Bits per pixel of lightness, 0 to 8.</summary>
    public required double Entropy { get; init; }

    /// <summary>0 to 1 of the area without any gradation.</summary>
    public required double FlatShare { get; init; }

    /// <summary>The part of it that is white, such as paper or a studio's ground.</summary>
    public double GroundShare { get; init; }
}

/// <param name="Confidence">0 to 0.85: it is a cue, never a certainty.</param>
/// <param name="IsText">Lines of writing on a plain ground: a page, scanned, photographed flat or shown on a screen.</param>
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
