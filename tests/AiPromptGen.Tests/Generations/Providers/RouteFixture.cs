using System.Collections.Concurrent;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Routes to providers that answer as a test says, and a clock that it moves.</summary>
internal sealed class RouteFixture
{
    public static readonly ProviderResult Composed = new ProviderResult.Composed(new StructuredPrompt());
    public static readonly ProviderResult Busy = new ProviderResult.Transient();
    public static readonly ProviderResult Out = new ProviderResult.Misconfigured();
    public static readonly ProviderResult NotThis = new ProviderResult.NotThisRequest();
    public static readonly ProviderResult Unknown = new ProviderResult.Unknown();
    public static readonly ProviderResult Refused = new ProviderResult.Refused("input", ["violence"]);

    public static readonly PromptRequest Request = new()
    {
        Kind = GenerationKind.TextToPrompt,
        Texts = ["a heron"],
        Controls = new IdeaControls(),
    };

    public static BreakerSettings Breaker { get; } =
        new()
        {
            FailureRatio = 0.5,
            MinimumThroughput = 4,
            SamplingSeconds = 60,
            BreakSeconds = 30,
        };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public RouteAsk Ask(int seconds = 300) => new(Request, "g-1", Time.GetUtcNow().AddSeconds(seconds));

    public RouteCaller Caller(ScriptedProvider provider, int retries = 0, BreakerSettings? breaker = null) =>
        new(
            new ModelRoute
            {
                Provider = provider.Name,
                Model = "m-" + provider.Name,
                TimeoutSeconds = 10,
                Retries = retries,
            },
            provider,
            breaker,
            Time,
            new Jitter(new Random(1)),
            Unheard.Telemetry,
            NullLogger<RouteCaller>.Instance
        );

    /// <summary>Moves the clock forward until the task has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> asking)
    {
        for (var steps = 0; steps < 10_000 && !asking.IsCompleted; steps++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            // A timer may continue on another thread, which needs a moment before the clock is moved further.
            await Task.WhenAny(asking, Task.Delay(1));
        }

        return await asking.WaitAsync(TimeSpan.FromSeconds(10));
    }
}

/// <summary>Answers from its queue, then with the last one again; remembers when it was asked, and for which model.</summary>
internal sealed class ScriptedProvider(string name, TimeProvider time) : IGenerationProvider
{
    private readonly Queue<Func<CancellationToken, Task<ProviderResult>>> script = new();

    public ConcurrentQueue<DateTimeOffset> Calls { get; } = new();

    public string? LastModel { get; private set; }

    public string Name => name;

    public bool Serves(GenerationKind kind) => kind != GenerationKind.TextToImage;

    public ScriptedProvider Then(params ProviderResult[] answers)
    {
        foreach (var answer in answers)
        {
            script.Enqueue(_ => Task.FromResult(answer));
        }

        return this;
    }

    public ScriptedProvider Then(Func<CancellationToken, Task<ProviderResult>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    /// <summary>
    /// Never answers, and is canceled at once on the thread that moves the clock. With Task.Delay the time that passes until then would
    /// depend on how busy the machine is.
    /// </summary>
    public ScriptedProvider ThenHang() =>
        Then(token =>
        {
            var never = new TaskCompletionSource<ProviderResult>();
            token.Register(() => never.TrySetCanceled(token));
            return never.Task;
        });

    public Task<ProviderResult> GenerateAsync(PromptRequest request, CancellationToken cancellationToken)
    {
        Calls.Enqueue(time.GetUtcNow());
        LastModel = request.Model;
        return (script.Count > 1 ? script.Dequeue() : script.Peek())(cancellationToken);
    }
}
