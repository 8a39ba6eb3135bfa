using System.Net;
using System.Net.Sockets;

namespace AiPromptGen.Uploads.Fetching;

/// <summary>
/// The addresses from which a picture may be fetched: those that anybody on the internet can reach. The lists come from IANA's
/// special-purpose registries (RFC 6890); Azure's own platform address is added.
/// </summary>
internal static class PublicAddressRules
{
    private static readonly IPNetwork[] Refused4 = Networks(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    );

    /// <summary>
    /// The only part of IPv6 in which global unicast addresses are assigned. Everything outside it is refused without a list: loopback,
    /// mapped, compatible, translated (::ffff:0:0:0/96, 64:ff9b::), unique local, link-local, site-local, multicast.
    /// </summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>
    /// Parts of <see cref="Global6"/> that are refused: Teredo and other protocol assignments, 6to4, documentation, AS112. They contain, or
    /// are in place of, other addresses.
    /// </summary>
    private static readonly IPNetwork[] Refused6 = Networks(
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20"
    );

    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Refused4, network => network.Contains(address)),
            // Checked first, because a network's Contains looks only at the last four bytes of a mapped address.
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6
                && Global6.Contains(address)
                && !Array.Exists(Refused6, network => network.Contains(address)),
            _ => false,
        };

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(n => IPNetwork.Parse(n))];
}
