using System.Globalization;

namespace AiPromptGen.Generations;

/// <summary><c>Prefer: wait=N</c> (RFC 7240): how long the client would rather wait than poll. Seconds, at most 60.</summary>
internal static class PreferWait
{
    private const int MaxSeconds = 60;

    /// <summary>Zero when absent or not understood: a preference is never an error.</summary>
    public static TimeSpan Read(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(v => (v ?? "").Split(',')))
        {
            if (
                preference.Split(';')[0].Split('=') is [var name, var value]
                && name.Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(
                    value.Trim().Trim('"'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
            )
            {
                return TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds));
            }
        }

        return TimeSpan.Zero;
    }
}
