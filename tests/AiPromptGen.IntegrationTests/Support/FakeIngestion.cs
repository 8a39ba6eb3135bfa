using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>One item that was sent to Application Insights, unchanged.</summary>
/// <param name="Type">"RequestData", "MetricData", "MessageData", "RemoteDependencyData" or "ExceptionData".</param>
/// <param name="Bytes">The size of its line in bytes, uncompressed, which is what Azure bills.</param>
internal sealed record SentItem(string Type, JsonElement Data, int Bytes)
{
    public string? Property(string name) =>
        Data.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;
}

/// <summary>
/// Application Insights' ingestion endpoint on loopback: takes lines of JSON by POST on /v2.1/track and answers how many it
/// took (github.com/Azure/azure-sdk-for-net, sdk/monitor/Azure.Monitor.OpenTelemetry.Exporter, "TrackAsync").
/// </summary>
internal sealed class FakeIngestion : IAsyncDisposable
{
    private readonly WebApplication server;

    private FakeIngestion(WebApplication server) => this.server = server;

    public ConcurrentQueue<SentItem> Items { get; } = [];

    /// <summary>The setting with which an app sends its telemetry here.</summary>
    public string ConnectionString =>
        $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={server.Urls.Single()}/";

    public static async Task<FakeIngestion> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var ingestion = new FakeIngestion(builder.Build());
        ingestion.server.Run(ingestion.TakeAsync);
        await ingestion.server.StartAsync();
        return ingestion;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        await using var body =
            http.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
                : http.Request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        var count = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                var data = JsonElement.Parse(line).GetProperty("data");
                Items.Enqueue(
                    new SentItem(
                        data.GetProperty("baseType").GetString()!,
                        data.GetProperty("baseData"),
                        Encoding.UTF8.GetByteCount(line)
                    )
                );
                count++;
            }
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($$"""{"itemsReceived":{{count}},"itemsAccepted":{{count}},"errors":[]}""");
    }
}
