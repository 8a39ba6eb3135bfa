using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.IntegrationTests.Http.Raw;

/// <summary>What came back on a connection until the server closed it.</summary>
/// <param name="Status">0 when nothing came.</param>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    /// <summary>Of its problem document; empty when it is none.</summary>
    public string Code =>
        Head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase)
            ? JsonElement.Parse(Body).GetProperty("code").GetString()!
            : "";
}

/// <summary>Bytes over a socket, as no client library would send them.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="lines">The request line, its path without the prefix, and header lines; Host and Connection come by themselves.</param>
    /// <param name="body">What follows the head, as it is.</param>
    public static async Task<RawAnswer> SendAsync(Uri address, string[] lines, byte[] body)
    {
        using var client = await ConnectAsync(address);
        await WriteAsync(client, address, lines, body);
        return await ReadAsync(client);
    }

    public static Task<RawAnswer> SendAsync(Uri address, string[] lines, string body = "") =>
        SendAsync(address, lines, Encoding.Latin1.GetBytes(body));

    /// <summary>Sends these bytes and then resets the connection.</summary>
    public static async Task ResetAsync(Uri address, string[] lines, string body)
    {
        using var client = await ConnectAsync(address);
        await WriteAsync(client, address, lines, Encoding.Latin1.GetBytes(body));
        // Until the app reads it.
        await Task.Delay(50);
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Client.Close();
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    private static async Task WriteAsync(TcpClient client, Uri address, string[] lines, byte[] body)
    {
        var first = lines[0].Replace(" /", $" {address.AbsolutePath}/", StringComparison.Ordinal);
        string[] head = [first, $"Host: {address.Authority}", "Connection: close", .. lines[1..], "", ""];
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", head)));
        try
        {
            await client.GetStream().WriteAsync(body);
        }
        catch (IOException)
        {
            // A server that has read enough answers and closes the connection.
        }
    }

    private static async Task<RawAnswer> ReadAsync(TcpClient client)
    {
        using var limit = new CancellationTokenSource(Limit);
        var text = new StringBuilder();
        var buffer = new byte[16384];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, limit.Token) is var read and > 0)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Closed while something that nobody read was on its way; what came before counts.
        }

        return Parse(text.ToString());
    }

    private static RawAnswer Parse(string text)
    {
        if (text.Split("\r\n\r\n", 2) is not [var head, var body] || head.Split(' ') is not [_, var status, ..])
        {
            return new RawAnswer(0, text, "");
        }

        var isChunked = head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(status, null), head, isChunked ? Joined(body) : body);
    }

    /// <summary>The chunks without their lengths. All answers here are small and of signs of one byte.</summary>
    private static string Joined(string chunks)
    {
        var (joined, at) = (new StringBuilder(), 0);
        while (chunks.IndexOf("\r\n", at, StringComparison.Ordinal) is var end and > 0)
        {
            var length = Convert.ToInt32(chunks[at..end], 16);
            joined.Append(chunks.AsSpan(end + 2, Math.Min(length, chunks.Length - end - 2)));
            at = end + 2 + length + 2;
            if (length == 0 || at >= chunks.Length)
            {
                break;
            }
        }

        return joined.ToString();
    }
}
