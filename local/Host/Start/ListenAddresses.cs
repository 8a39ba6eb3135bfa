using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>Where a local run listens.</summary>
internal static class ListenAddresses
{
    private const string Setting = "urls";
    private const string Default = "http://127.0.0.1:7071";

    /// <summary>Fixes the address, asked before anything is started: a mistake is one line then, and nothing runs.</summary>
    /// <returns>The first address, with a real port where port 0 asks for any.</returns>
    public static Uri Settle(IConfiguration configuration)
    {
        var port = configuration["Host:LocalHttpPort"];
        var urls = configuration[Setting] ?? (port is { Length: > 0 } ? $"http://127.0.0.1:{port}" : Default);
        var settled = urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Settle).ToList();
        if (settled.Count == 0)
        {
            throw Wrong(urls);
        }

        configuration[Setting] = string.Join(';', settled);
        // Who listens everywhere is reached on loopback.
        return new(settled[0].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal));
    }

    private static string Settle(string url)
    {
        var ip = IPAddress.Loopback;
        if (
            !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)
            || address is not { Scheme: "http", PathAndQuery: "/" }
            || !(address.IsLoopback && address.Host is "localhost" || IPAddress.TryParse(address.Host, out ip))
        )
        {
            throw Wrong(url);
        }

        try
        {
            using var listener = new TcpListener(ip, address.Port);
            listener.Start();
            return $"http://{address.Host}:{((IPEndPoint)listener.LocalEndpoint).Port}";
        }
        catch (SocketException refused)
        {
            var why = refused.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is taken by another program",
                SocketError.AccessDenied => "needs rights that this program has not",
                _ => "is no address of this machine",
            };
            throw new LocalHostException(
                $"{url} {why}; choose another address with --urls, such as --urls http://127.0.0.1:7072."
            );
        }
    }

    private static LocalHostException Wrong(string url) =>
        new($"{Setting} must be an address such as {Default}, without a path, not '{url}'.");
}
