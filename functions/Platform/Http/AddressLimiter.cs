using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Platform.Http;

/// <summary>The limit on routes without sign-in, by client address; money has its own limits.</summary>
internal sealed class AddressLimiter(IOptions<AddressLimitOptions> options, ClientAddress address) : IDisposable
{
    private readonly RequestWindows windows = new(
        options.Value.RequestsPerWindow,
        TimeSpan.FromSeconds(options.Value.WindowSeconds)
    );

    /// <summary>Counts the request and tells the limit in its headers.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Admit(HttpRequest request)
    {
        var key = address.Of(request.HttpContext);
        var wait = windows.Admit(key);
        var headers = request.HttpContext.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"address\";q={options.Value.RequestsPerWindow};w={options.Value.WindowSeconds}"
        );
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"address\";r={windows.Left(key)}");
        if (wait is { } late)
        {
            throw RequestWindows.TooMany(late).ToException();
        }
    }

    public void Dispose() => windows.Dispose();
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
