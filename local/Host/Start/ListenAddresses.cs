using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>Where a local run listens.</summary>
internal static class ListenAddresses
{
    private const string Setting = "urls";
    private const string PortSetting = "Host:LocalHttpPort";
    private const string Default = "http://127.0.0.1:7071";

    /// <summary>
    /// Reads the setting <c>urls</c>, and looks whether the ports are free: asked before anything is started, so that the answer
    /// is one line and nothing is left running.
    /// </summary>
    /// <returns>One at least; a port is 0 where any free one will do.</returns>
    public static IReadOnlyList<IPEndPoint> Of(IConfiguration configuration)
    {
        // Core Tools read the port so: https://learn.microsoft.com/azure/azure-functions/functions-develop-local
        var port = configuration[PortSetting];
        if (port is not (null or "") && !ushort.TryParse(port, CultureInfo.InvariantCulture, out _))
        {
            throw new LocalHostException($"{PortSetting} must be a port from 0 to {ushort.MaxValue}, such as 7071.");
        }

        var urls = configuration[Setting] ?? (port is { Length: > 0 } ? $"http://127.0.0.1:{port}" : Default);
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        return addresses.Count > 0 ? addresses : throw Wrong(urls);
    }

    private static IPEndPoint Read(string url)
    {
        var everywhere = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal);
        var ip = IPAddress.Loopback;
        if (
            !Uri.TryCreate(everywhere.Trim(), UriKind.Absolute, out var address)
            || address is not { Scheme: "http", PathAndQuery: "/" }
            || (address is not { Host: "localhost" } && !IPAddress.TryParse(address.Host, out ip))
        )
        {
            throw Wrong(url);
        }

        try
        {
            using var listener = new TcpListener(ip!, address.Port);
            listener.Start();
            return new(ip!, address.Port);
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
