using System.Net;

namespace AiPromptGen.Platform.Http;

/// <summary>Finds the client that a request is counted for.</summary>
internal sealed class ClientAddress(bool isBehindAzure)
{
    private const int NetworkBytes = 8;

    /// <summary>Networks that belong to the platform when a peer on Azure is in one of them; no client has such an address.</summary>
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
    /// The address of the peer. On Azure the peer is the Functions host on the same machine, unless the worker has put the last entry of
    /// X-Forwarded-For in its place and removed that entry from the header. Whatever else the header holds, there or anywhere, is only what
    /// the client claims. The host writes its own peer into that last entry: with ASPNETCORE_FORWARDEDHEADERS_ENABLED that is the client as
    /// the front end saw it; without it, it is the front end, which is the same for everybody. An IPv6 address is counted by its /64
    /// network, the smallest that one customer gets.
    /// </summary>
    /// <returns>Null when only an address of the platform arrived.</returns>
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
