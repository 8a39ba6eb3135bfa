using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Simulators;

/// <summary>
/// A server on loopback that speaks Azure OpenAI's REST, so that everything can be tried without keys: docs/simulators.md.
/// </summary>
internal sealed class AiSimulator : IAsyncDisposable
{
    private const long MostRequestBytes = 64_000_000;

    private readonly WebApplication app;
    private readonly TimeProvider time;
    private readonly RequestLog log = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile bool down;

    private AiSimulator(WebApplication app, TimeProvider time)
    {
        this.app = app;
        this.time = time;
        app.Run(HandleAsync);
    }

    public Uri Address => LoopbackServer.AddressOf(app);

    /// <summary>Every request is answered with 503, as by a service that is out.</summary>
    public bool Down
    {
        get => down;
        set => down = value;
    }

    /// <summary>Asked first, by tests that need an answer of another shape; null leaves the answer to the magic words.</summary>
    public Func<RecordedRequest, SimulatedAnswer?>? Instead { get; set; }

    /// <summary>The requests received, oldest first. The oldest are dropped when all bodies together exceed 64 million characters.</summary>
    public IReadOnlyList<RecordedRequest> Requests => log.All;

    /// <param name="port">The port on 127.0.0.1, the only address that it listens on; 0 chooses a free one.</param>
    public static async Task<AiSimulator> StartAsync(int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var simulator = new AiSimulator(LoopbackServer.Build(port, MostRequestBytes), time);
        try
        {
            await simulator.app.StartAsync(cancellationToken);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopping.IsCancellationRequested)
        {
            // Requests that are never answered are canceled first, because disposing the server waits for all requests.
            await stopping.CancelAsync();
            await app.DisposeAsync();
            stopping.Dispose();
        }
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping.Token);
        try
        {
            var answer = await AnswerAsync(http.Request, ending.Token);
            await answer.SendAsync(http, time, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private async Task<SimulatedAnswer> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!LoopbackServer.IsLoopback(request.Host.Host))
        {
            return Refusals.Error(403, "403", "The simulator is for this machine only.");
        }

        var recorded = await RecordedRequest.ReadAsync(request, cancellationToken);
        log.Add(recorded);
        return Down
            ? Refusals.Error(503, "ServiceUnavailable", "The service is out.")
            : Instead?.Invoke(recorded) ?? Answers.To(recorded, time.GetUtcNow());
    }
}
