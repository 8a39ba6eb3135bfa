using System.Globalization;
using Microsoft.Extensions.Caching.Memory;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Counts requests by key in windows of time. The counts are in this instance's memory, so with n instances a key gets up to n times as
/// much. The purpose is to bound the load of one instance.
/// </summary>
/// <remarks>
/// A window begins with a key's first request and has a fixed length. The limiters of System.Threading.RateLimiting are not used,
/// because they report the length of the whole window as the time to wait, even when little of it is left.
/// </remarks>
internal sealed class RequestWindows(TimeProvider time) : IDisposable
{
    private readonly MemoryCache _windows = new(new MemoryCacheOptions());
    private readonly Lock _gate = new();

    /// <returns>How many requests the window has had, this one included, and the whole seconds until it ends, at least 1.</returns>
    public (int Taken, int Reset) Count(string key, TimeSpan length)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var window = _windows.Get<CountedWindow>(key);
            if (window is null || window.End <= now)
            {
                window = new CountedWindow(now + length);
                // This time only frees the memory; whether the window is over is decided by the app's own clock.
                _windows.Set(key, window, length + TimeSpan.FromSeconds(1));
            }

            window.Taken++;
            return (window.Taken, Math.Max(1, (int)Math.Ceiling((window.End - now).TotalSeconds)));
        }
    }

    /// <summary>
    /// Counts one request of a client under a policy, and reports the limit in the RateLimit fields of the answer
    /// (draft-ietf-httpapi-ratelimit-headers).
    /// </summary>
    /// <exception cref="ProblemException">429 <c>rate-limited</c> with Retry-After, when more than <paramref name="limit"/> came.</exception>
    public void Admit(HttpResponse response, string policy, string client, int limit, TimeSpan length)
    {
        var (taken, reset) = Count($"{policy} {client}", length);
        response.Headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";q={limit};w={(int)length.TotalSeconds}"
        );
        response.Headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";r={Math.Max(0, limit - taken)};t={reset}"
        );
        if (taken > limit)
        {
            throw TooMany(reset).ToException();
        }
    }

    public static Problem TooMany(int retryAfterSeconds) =>
        new(429, "rate-limited", "Too many requests", "Wait as long as Retry-After says. Nothing was charged.")
        {
            RetryAfterSeconds = retryAfterSeconds,
        };

    public void Dispose() => _windows.Dispose();

    private sealed class CountedWindow(DateTimeOffset end)
    {
        public DateTimeOffset End { get; } = end;
        public int Taken { get; set; }
    }
}
