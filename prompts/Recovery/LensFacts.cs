namespace AiPromptGen.Prompts.Recovery;

/// <summary>How the photograph was taken, from EXIF. It never says where, when, by whom or with which serial number.</summary>
public sealed record LensFacts
{
    public double? FocalLengthMillimetres { get; init; }
    public int? FocalLength35Millimetres { get; init; }

    /// <summary>The f-number.</summary>
    public double? Aperture { get; init; }
    public double? ExposureSeconds { get; init; }
    public int? Iso { get; init; }

    /// <summary>Maker and model of the lens, at most 80 printable characters.</summary>
    public string? Lens { get; init; }
}
