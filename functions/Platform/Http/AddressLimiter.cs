using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// The limit on routes without sign-in, by client address, and on API tokens; money has its own limits. Requests whose client nobody can tell count together, and may be <see cref="Together"/> times as many: the limit
/// of one address would shut everybody out as soon as a few were busy.
/// </summary>
internal sealed partial class AddressLimiter(
    IOptions<AddressLimitOptions> options,
    ClientAddress address,
    TimeProvider time,
    ILogger<AddressLimiter> logger
) : IDisposable
{
    /// <summary>As many busy clients as an instance bears: 50 × 120 requests in 60 seconds are 100 a second.</summary>
    public const int Together = 50;

    private const string Unknown = "unknown";

    private readonly AddressLimitOptions limits = options.Value;
    private readonly RequestWindows windows = new(time);
    private int isUnknownTold;

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request) => AdmitClient(request, "address", limits.RequestsPerWindow);

    /// <summary>The same for the prompt tools, which have a larger limit of their own.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitPrompt(HttpRequest request) => AdmitClient(request, "prompts", limits.PromptRequestsPerWindow);

    /// <summary>The same for an API token, by its id.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void AdmitToken(HttpRequest request, string tokenId) =>
        Admit(request, "token", tokenId, limits.TokenRequestsPerWindow);

    /// <summary>Takes one of the turns that an address has in 24 hours, counted from the first. It sets no headers.</summary>
    /// <returns>Null when it had one left; otherwise the seconds until it has new ones.</returns>
    public int? TakeTurn(HttpRequest request, string name, int turnsADay)
    {
        var (client, share) = ClientOf(request);
        var (taken, reset) = windows.Count($"{name} {client}", TimeSpan.FromDays(1));
        return taken <= turnsADay * share ? null : reset;
    }

    public void Dispose() => windows.Dispose();

    private void AdmitClient(HttpRequest request, string policy, int most)
    {
        var (client, share) = ClientOf(request);
        Admit(request, policy, client, most * share);
    }

    /// <summary>Whom to count the request for, and how many clients that may be.</summary>
    private (string Client, int Share) ClientOf(HttpRequest request)
    {
        if (address.Of(request.HttpContext) is { } known)
        {
            return (known, 1);
        }

        if (Interlocked.Exchange(ref isUnknownTold, 1) == 0)
        {
            LogUnknown();
        }

        return (Unknown, Together);
    }

    private void Admit(HttpRequest request, string policy, string client, int most)
    {
        var (taken, reset) = windows.Count($"{policy} {client}", TimeSpan.FromSeconds(limits.WindowSeconds));
        var headers = request.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";q={most};w={limits.WindowSeconds}"
        );
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{policy}\";r={Math.Max(0, most - taken)};t={reset}"
        );
        if (taken > most)
        {
            throw RequestWindows.TooMany(reset).ToException();
        }
    }

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
