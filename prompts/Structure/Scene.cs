namespace AiPromptGen.Prompts.Structure;

public sealed record Setting
{
    public Slot? Place { get; init; }
    public Slot? Era { get; init; }
    public Slot? Season { get; init; }
    public Slot? TimeOfDay { get; init; }
    public Slot? Weather { get; init; }
    public Slot? Background { get; init; }
}

public sealed record Composition
{
    public Slot? ShotSize { get; init; }
    public Slot? Angle { get; init; }
    public Slot? Framing { get; init; }
    public Slot? Viewpoint { get; init; }
    public Slot? DepthOfField { get; init; }
    public Slot? NegativeSpace { get; init; }
}

public sealed record Camera
{
    public Slot? Body { get; init; }
    public Slot? FocalLength { get; init; }
    public Slot? Aperture { get; init; }
    public Slot? Shutter { get; init; }
    public Slot? FilmStock { get; init; }
}

public sealed record Lighting
{
    public Slot? Source { get; init; }
    public Slot? Quality { get; init; }
    public Slot? Direction { get; init; }
    public Slot? Temperature { get; init; }
}

/// <summary>What a moving picture has beside a still one; still targets leave it out and say so.</summary>
public sealed record Video
{
    /// <summary>How the shot is cut: one continuous take, two shots.</summary>
    public Slot? Shot { get; init; }

    /// <summary>What moves in the picture.</summary>
    public Slot? Motion { get; init; }

    /// <summary>How the camera moves: slow push-in, pan left.</summary>
    public Slot? CameraMove { get; init; }

    /// <summary>In seconds: "5" or "5 seconds".</summary>
    public Slot? Duration { get; init; }
}
