using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Simulators;

internal enum Delivery
{
    Whole,
    Late,
    Never,
    Cut,
    Oversize,
}

/// <summary>What is answered, and how it gets to the client.</summary>
internal sealed record SimulatedAnswer(int Status, JsonObject Body)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);
    private const int OversizeBytes = 34_000_000;

    public Delivery Delivery { get; init; }
    public int? RetryAfterSeconds { get; init; }

    public async Task SendAsync(HttpContext http, TimeProvider time, CancellationToken cancellationToken)
    {
        var wait =
            Delivery == Delivery.Never ? Timeout.InfiniteTimeSpan
            : Delivery == Delivery.Late ? Lateness
            : TimeSpan.Zero;
        await Task.Delay(wait, time, cancellationToken);

        var response = http.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json";
        response.Headers.RetryAfter = RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture);
        if (Delivery == Delivery.Oversize)
        {
            await PadAsync(response.Body, cancellationToken);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(Body.ToJsonString());
        response.ContentLength = bytes.Length;
        // Ended short of the length it promised, the server closes the connection; an abort could overtake the half.
        var sent = Delivery == Delivery.Cut ? bytes.Length / 2 : bytes.Length;
        await response.Body.WriteAsync(bytes.AsMemory(0, sent), cancellationToken);
    }

    private static async Task PadAsync(Stream body, CancellationToken cancellationToken)
    {
        var padding = Encoding.ASCII.GetBytes(new string('a', 100_000));
        await body.WriteAsync("{\"padding\":\""u8.ToArray(), cancellationToken);
        for (var sent = 0; sent < OversizeBytes; sent += padding.Length)
        {
            await body.WriteAsync(padding, cancellationToken);
        }

        await body.WriteAsync("\"}"u8.ToArray(), cancellationToken);
    }
}
