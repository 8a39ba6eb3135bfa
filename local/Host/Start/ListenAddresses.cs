using System.Net;
using System.Net.Sockets;

namespace AiPromptGen.Host.Start;

internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:7071";

    /// <summary>Asked before anything is started, so that the answer is one line and nothing is left running.</summary>
    public static void EnsureFree(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var address = Uri.TryCreate(url, UriKind.Absolute, out var parsed)
                ? parsed
                : throw new LocalHostException($"'{url}' is no address; use --urls {Default}.");
            if (address.Port == 0 || !TryParse(address.Host, out var ip))
            {
                continue;
            }

            try
            {
                using var listener = new TcpListener(ip, address.Port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw new LocalHostException(
                    $"{url} is taken by another program; choose another address with --urls, such as --urls http://127.0.0.1:7072."
                );
            }
        }
    }

    private static bool TryParse(string host, out IPAddress ip)
    {
        ip = IPAddress.Loopback;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host.Trim('[', ']'), out ip!);
    }
}
