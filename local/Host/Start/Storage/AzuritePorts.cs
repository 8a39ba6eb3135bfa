using System.Net;
using System.Net.Sockets;

namespace AiPromptGen.Host.Start.Storage;

internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    // Public, the same for every emulator: no secret.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    public static AzuritePorts WellKnown { get; } = new(10000, 10001, 10002);

    public string ConnectionString =>
        $"{Account}BlobEndpoint=http://127.0.0.1:{Blob}/devstoreaccount1;"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/devstoreaccount1;"
        + $"TableEndpoint=http://127.0.0.1:{Table}/devstoreaccount1;";

    public string[] Arguments =>
        $"--blobPort {Blob} --queuePort {Queue} --tablePort {Table} --skipApiVersionCheck --silent --disableTelemetry".Split(
            ' '
        );

    private int[] All => [Blob, Queue, Table];

    public static AzuritePorts Free()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(l => l.Start());
            var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToList();
            return new(ports[0], ports[1], ports[2]);
        }
        finally
        {
            listeners.ForEach(l => l.Dispose());
        }
    }

    public int? FirstTaken()
    {
        foreach (var port in All)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>Whether an Azurite listens on all three.</summary>
    public async Task<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            Timeout = TimeSpan.FromSeconds(2),
        };
        try
        {
            foreach (var port in All)
            {
                using var answer = await http.GetAsync(
                    new Uri($"http://127.0.0.1:{port}/devstoreaccount1"),
                    cancellationToken
                );
                if (!answer.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
