using System.Net;
using System.Net.Sockets;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A port that nobody listens on, for whoever has to know it before something listens there.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
