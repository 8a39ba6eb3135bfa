using System.Text.Json.Nodes;
using AiPromptGen.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Tests.Local.PayPal;

internal sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Type => (string)JsonNode.Parse(Body)!["event_type"]!;
    public string Id => (string)JsonNode.Parse(Body)!["id"]!;
}

/// <summary>A server that records the webhooks it gets.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app = LoopbackServer.Build(port: 0, mostRequestBytes: 100_000);
    private readonly List<ReceivedWebhook> received = [];

    public Uri Url => new(LoopbackServer.AddressOf(app), "/api/webhooks/paypal");
    public int Status { get; set; } = 200;
    public IReadOnlyList<ReceivedWebhook> Received => received;
    public IEnumerable<string> Types => received.Select(r => r.Type);

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync(CancellationToken.None);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, CancellationToken.None);
        received.Add(
            new(
                http.Request.Headers.ToDictionary(
                    h => h.Key,
                    h => h.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                body.ToArray()
            )
        );
        http.Response.StatusCode = Status;
    }
}
