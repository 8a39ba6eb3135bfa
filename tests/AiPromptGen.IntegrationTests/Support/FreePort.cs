using System.Net;
using System.Net.Sockets;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A free port, for tests that need its number before something listens on it.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
