using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AiPromptGen.Generations;

/// <summary>
/// <c>GET /generations/{id}/events</c>: server-sent events until the final state. An event's id is the generation's sequence,
/// so <c>Last-Event-ID</c> resumes without repeating; after the final one a reconnect gets 204, which ends an EventSource
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
/// </summary>
internal sealed class GenerationEventsEndpoint(
    GenerationStore generations,
    GenerationWatch watch,
    GenerationViews views,
    OpenStreams streams,
    TimeProvider time
)
{
    /// <summary>Within the 230 seconds that Azure's load balancer allows an answer.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(200);

    /// <summary>
    /// After so long without an event a comment is sent. Behind a proxy a client could not tell a quiet stream from one
    /// whose server is gone.
    /// </summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    [TokenScope(TokenScopes.Read)]
    [Function("GenerationEvents")]
    public async Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "generations/{id}/events")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var generation = await GenerationEndpoints.FindOwnAsync(generations, request, id, cancellationToken);
        var seen = LastEventId(request);
        var response = request.HttpContext.Response;
        if (generation.IsFinal && generation.Sequence <= seen)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(request.Method))
        {
            return;
        }

        using var stream = streams.Open(generation.Account);
        await response.StartAsync(cancellationToken);
        await WriteAsync(EventsAsync(generation, seen, cancellationToken), response.Body, cancellationToken);
    }

    private async Task WriteAsync(
        IAsyncEnumerable<SseItem<GenerationView>> events,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        await using var next = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var move = next.MoveNextAsync().AsTask();
            while (await Task.WhenAny(move, Task.Delay(Heartbeat, time, cancellationToken)) != move)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await body.WriteAsync(":\n\n"u8.ToArray(), cancellationToken);
                await body.FlushAsync(cancellationToken);
            }

            if (!await move)
            {
                return;
            }

            await SseFormatter.WriteAsync(
                AsyncEnumerable.Repeat(next.Current, 1),
                body,
                (item, buffer) =>
                {
                    using var writer = new Utf8JsonWriter(buffer, new() { Encoder = AppJson.Sent.Encoder });
                    JsonSerializer.Serialize(writer, item.Data, AppJson.Sent);
                },
                cancellationToken
            );
            await body.FlushAsync(cancellationToken);
        }
    }

    private async IAsyncEnumerable<SseItem<GenerationView>> EventsAsync(
        Generation generation,
        int seen,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var state in watch.ChangesAsync(generation.Account, generation.Id, seen, MaxTime, cancellationToken)
        )
        {
            yield return new SseItem<GenerationView>(await views.OfAsync(state, cancellationToken), "status")
            {
                EventId = state.Sequence.ToString(CultureInfo.InvariantCulture),
            };
        }
    }

    private static int LastEventId(HttpRequest request) =>
        int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : 0;
}

/// <summary>
/// Bounds the event streams that one account has open at this instance: each reads storage for minutes. Eight are more than the
/// six connections that a browser opens to one host.
/// </summary>
internal sealed class OpenStreams
{
    public const int MaxOfOne = 8;

    private const int RetryAfterSeconds = 10;

    private readonly Dictionary<AccountId, int> _open = [];
    private readonly Lock _gate = new();

    /// <returns>An object that closes the stream's place when it is disposed.</returns>
    /// <exception cref="ProblemException">429 <c>rate-limited</c>, when the account has as many streams open as it may have.</exception>
    public IDisposable Open(AccountId account)
    {
        lock (_gate)
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, account, out _);
            if (held >= MaxOfOne)
            {
                throw RequestWindows.TooMany(RetryAfterSeconds).ToException();
            }

            held++;
        }

        return new Place(this, account);
    }

    private void Close(AccountId account)
    {
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrAddDefault(_open, account, out _) == 0)
            {
                _open.Remove(account);
            }
        }
    }

    private sealed class Place(OpenStreams streams, AccountId account) : IDisposable
    {
        public void Dispose() => streams.Close(account);
    }
}
