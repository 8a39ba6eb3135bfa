using System.Net;

namespace AiPromptGen.Platform.Http;

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
