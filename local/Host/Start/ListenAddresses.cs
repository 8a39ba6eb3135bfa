using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>Where a local run listens.</summary>
internal sealed class ListenAddresses
{
    private const string Setting = "urls";
    private const string Default = "http://127.0.0.1:7071";

    private readonly IReadOnlyList<IPEndPoint> places;

    /// <summary>
    /// Reads the setting <c>urls</c>, and looks whether the ports are free: asked before anything is started, so that the answer
    /// is one line and nothing is left running.
    /// </summary>
    public ListenAddresses(IConfiguration configuration)
    {
        // Core Tools read the port so: https://learn.microsoft.com/azure/azure-functions/functions-develop-local
        var port = configuration["Host:LocalHttpPort"];
        var urls = configuration[Setting] ?? (port is { Length: > 0 } ? $"http://127.0.0.1:{port}" : Default);
        places = [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
        First = places.Count > 0 ? places[0] : throw Wrong(urls);
    }

    /// <summary>The first one; its port is 0 where any free one will do.</summary>
    public IPEndPoint First { get; }

    /// <summary>Whether the run has a place of its own each time.</summary>
    public bool AreFree => places.Any(place => place.Port == 0);

    public void Listen(KestrelServerOptions kestrel)
    {
        foreach (var place in places)
        {
            kestrel.Listen(place);
        }
    }

    public override string ToString() => string.Join(' ', places);

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
