namespace AiPromptGen.Uploads;

/// <summary>What a picture may cost before it is refused: bytes, pixels, time.</summary>
public sealed record IntakeLimits
{
    public static IntakeLimits Default { get; } = new();

    public int MaxBytes { get; init; } = 10 * 1024 * 1024;
    public long MaxPixels { get; init; } = 40_000_000;
    public int MaxSide { get; init; } = 12_000;

    /// <summary>Longest side of the stored picture, in pixels.</summary>
    public int CleanSide { get; init; } = 2_048;

    /// <summary>A PNG stays one, so that nothing of it is lost; otherwise only one with transparency does.</summary>
    public bool KeepsPng { get; init; }

    /// <summary>Large pictures in memory at the same time, from their first bytes until they are decoded; the rest wait.</summary>
    public int Places { get; init; } = 16;

    /// <summary>As many of these places as one account may hold.</summary>
    public int PlacesOfOne { get; init; } = 4;

    /// <summary>For all bytes to arrive, waiting for a place included: 10 MB at about 1 Mbit/s.</summary>
    public TimeSpan ReceiveTime { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan DecodeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pictures decoded at the same time; the rest wait holding only their own bytes.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>Pictures with more pixels than this are decoded one at a time.</summary>
    public long LargePixels { get; init; } = 16_000_000;

    /// <summary>Written into the clean picture in place of its own metadata; nothing when empty.</summary>
    public ReadOnlyMemory<byte> Xmp { get; init; }
}
