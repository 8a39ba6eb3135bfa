using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The limit on routes without sign-in, by client address. It is held in memory and so per instance: with n instances an
/// address gets up to n times as much. That bounds the load of one, which is its purpose; money has its own limits.
/// </summary>
internal sealed class AddressLimiter : IDisposable
{
    private readonly ClientAddress address;
    private readonly AddressLimitOptions limits;
    private readonly PartitionedRateLimiter<string> limiter;

    public AddressLimiter(IOptions<AddressLimitOptions> options, ClientAddress address)
    {
        this.address = address;
        limits = options.Value;
        var window = new FixedWindowRateLimiterOptions
        {
            PermitLimit = limits.RequestsPerWindow,
            Window = TimeSpan.FromSeconds(limits.WindowSeconds),
            QueueLimit = 0,
        };
        limiter = PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetFixedWindowLimiter(key, _ => window),
            StringComparer.Ordinal
        );
    }

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request)
    {
        var key = address.Of(request.HttpContext);
        using var lease = limiter.AttemptAcquire(key);
        var left = limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        var headers = request.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"address\";q={limits.RequestsPerWindow};w={limits.WindowSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"address\";r={left}");
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            throw TooMany(wait).ToException();
        }
    }

    public void Dispose() => limiter.Dispose();

    private static Problem TooMany(TimeSpan wait) =>
        new(429, "rate-limited", "Too many requests", "Wait as long as Retry-After says. Nothing was charged.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
        };
}

/// <summary>Whom to count a request for.</summary>
internal sealed class ClientAddress(bool isBehindAzure)
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The peer. On Azure that is the Functions host on this machine, unless the worker has put the last entry of
    /// X-Forwarded-For in its place, which the front end writes, and taken it from the header: whatever is left there, like the
    /// header anywhere else, is the client's own claim. IPv6 counts by /64, the least that one customer gets.
    /// </summary>
    public string Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (
            isBehindAzure
            && (address is null || IPAddress.IsLoopback(address))
            && http.Request.Headers["X-Forwarded-For"] is { Count: > 0 } forwarded
            && IPEndPoint.TryParse(forwarded[^1]!.Split(',')[^1].Trim(), out var last)
        )
        {
            address = last.Address;
        }

        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, NetworkBytes)));
    }
}
