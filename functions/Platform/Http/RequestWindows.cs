using System.Threading.RateLimiting;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// So many requests a window for each key, held in memory and so per instance: with n instances a key gets up to n times as
/// much. That bounds the load of one, which is its purpose.
/// </summary>
internal sealed class RequestWindows(int most, TimeSpan window) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        key =>
            RateLimitPartition.GetFixedWindowLimiter(
                key,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = most,
                    Window = window,
                    QueueLimit = 0,
                }
            ),
        StringComparer.Ordinal
    );

    /// <returns>Null when it is admitted; else how long to wait.</returns>
    public TimeSpan? Admit(string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
            : TimeSpan.FromSeconds(1);
    }

    public int Left(string key) => (int)(limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0);

    public static Problem TooMany(TimeSpan wait) =>
        new(429, "rate-limited", "Too many requests", "Wait as long as Retry-After says. Nothing was charged.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
        };

    public void Dispose() => limiter.Dispose();
}
