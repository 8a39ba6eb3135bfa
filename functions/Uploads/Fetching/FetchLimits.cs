namespace AiPromptGen.Uploads.Fetching;

/// <summary>What fetching one picture may cost.</summary>
public sealed record FetchLimits
{
    public static FetchLimits Default { get; } = new();

    /// <summary>From the first look-up to the last byte, redirects included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one of a host's addresses, before the next one is tried.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(3);

    public int MaxBytes { get; init; } = IntakeLimits.Default.MaxBytes;
    public int MaxHeaderKilobytes { get; init; } = 16;
    public int MaxRedirects { get; init; } = 3;

    /// <summary>Of one host; all of its addresses are checked, and so many are tried.</summary>
    public int MaxConnects { get; init; } = 3;
}
