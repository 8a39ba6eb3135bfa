using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The limit on routes without sign-in, by client address. It is held in memory and so per instance: with n instances an
/// address gets up to n times as much. That bounds the load of one, which is its purpose; money has its own limits.
/// Requests whose client nobody can tell count together, and may be <see cref="Together"/> times as many: the limit of one
/// address would shut everybody out as soon as a few were busy.
/// </summary>
internal sealed partial class AddressLimiter : IDisposable
{
    /// <summary>As many busy clients as an instance bears: 50 × 120 requests in 60 seconds are 100 a second.</summary>
    public const int Together = 50;

    private const string Unknown = "unknown";

    private readonly ClientAddress address;
    private readonly ILogger<AddressLimiter> logger;
    private readonly AddressLimitOptions limits;
    private readonly PartitionedRateLimiter<string> limiter;
    private int isUnknownTold;

    public AddressLimiter(IOptions<AddressLimitOptions> options, ClientAddress address, ILogger<AddressLimiter> logger)
    {
        (this.address, this.logger) = (address, logger);
        limits = options.Value;
        var (one, together) = (WindowOf(MostOf(limits, isKnown: true)), WindowOf(MostOf(limits, isKnown: false)));
        limiter = PartitionedRateLimiter.Create<string, string>(
            key =>
                RateLimitPartition.GetFixedWindowLimiter(
                    key,
                    k => string.Equals(k, Unknown, StringComparison.Ordinal) ? together : one
                ),
            StringComparer.Ordinal
        );
    }

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request)
    {
        var known = address.Of(request.HttpContext);
        if (known is null && Interlocked.Exchange(ref isUnknownTold, 1) == 0)
        {
            LogUnknown();
        }

        var key = known ?? Unknown;
        using var lease = limiter.AttemptAcquire(key);
        var left = limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        var headers = request.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"address\";q={MostOf(limits, known is not null)};w={limits.WindowSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"address\";r={left}");
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            throw TooMany(wait).ToException();
        }
    }

    public void Dispose() => limiter.Dispose();

    private static int MostOf(AddressLimitOptions limits, bool isKnown) =>
        limits.RequestsPerWindow * (isKnown ? 1 : Together);

    private FixedWindowRateLimiterOptions WindowOf(int most) =>
        new()
        {
            PermitLimit = most,
            Window = TimeSpan.FromSeconds(limits.WindowSeconds),
            QueueLimit = 0,
        };

    private static Problem TooMany(TimeSpan wait) =>
        new(429, "rate-limited", "Too many requests", "Wait as long as Retry-After says. Nothing was charged.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
        };

    [LoggerMessage(
        7001,
        LogLevel.Error,
        "Addresses of clients do not arrive here: all of them share one limit. Set ASPNETCORE_FORWARDEDHEADERS_ENABLED to true"
    )]
    private partial void LogUnknown();
}

/// <summary>Whom to count a request for.</summary>
internal sealed class ClientAddress(bool isBehindAzure)
{
    private const int NetworkBytes = 8;

    /// <summary>Where a peer on Azure is a part of the platform: a client's address is never one of these.</summary>
    private static readonly IPNetwork[] Inside =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>
    /// The peer. On Azure that is the Functions host on this machine, unless the worker has put the last entry of
    /// X-Forwarded-For in its place and taken it from the header: whatever is left there, like the header anywhere else, is the
    /// client's own claim. The host writes that entry, and it is its own peer: with ASPNETCORE_FORWARDEDHEADERS_ENABLED the
    /// client as the front end saw it, and without it the front end, the same for everybody. IPv6 counts by /64, the least that
    /// one customer gets.
    /// </summary>
    /// <returns>Null where only the platform's own address arrived.</returns>
    public string? Of(HttpContext http)
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

        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        if (address is null || (isBehindAzure && Inside.Any(network => network.Contains(address))))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, NetworkBytes)));
    }
}
