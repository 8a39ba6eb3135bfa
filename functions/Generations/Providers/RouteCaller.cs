using AiPromptGen.Generations.Images;
using AiPromptGen.Platform.Telemetry;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace AiPromptGen.Generations.Providers;

/// <summary>What all routes of a generation are asked, one after the other.</summary>
/// <param name="Until">The generation's deadline: after it no attempt begins, and no pause goes on past it.</param>
internal sealed record RouteAsk(PromptRequest Request, string GenerationId, DateTimeOffset Until)
{
    /// <summary>Whose generation it is. It is never sent; it is only compared in memory (<see cref="UnexplainedAnswers"/>).</summary>
    public AccountId? Account { get; init; }

    /// <summary>Whether no other route follows. Then a long pause is waited for, because nobody else could answer sooner.</summary>
    public bool IsLast { get; init; }

    /// <summary>The routes that were sent the request, whatever they answered. It is filled while they are asked.</summary>
    public ICollection<ModelRoute> SentTo { get; init; } = [];

    /// <summary>Called before each route is asked. No further route is asked when it throws.</summary>
    public Func<ModelRoute, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>
/// Asks one route. Each attempt has a time-out; further attempts follow while the provider says that it has done nothing; and a
/// breaker leaves the route alone while it keeps failing (ADR 0010). A fault of the provider is no exception here but the answer
/// <see cref="ProviderResult.Unknown"/>.
/// </summary>
internal sealed partial class RouteCaller
{
    private static readonly ResiliencePropertyKey<DateTimeOffset> Until = new("until");
    private static readonly ResiliencePropertyKey<bool> IsLast = new("is-last");
    private static readonly ResiliencePropertyKey<bool> HasParts = new("has-parts");
    private static readonly ResiliencePropertyKey<bool> IsOnePersons = new("is-one-persons");

    private readonly IGenerationProvider _provider;
    private readonly TimeProvider _time;
    private readonly Jitter _jitter;
    private readonly AppTelemetry _telemetry;
    private readonly ILogger<RouteCaller> _logger;
    private readonly CircuitBreakerStateProvider _breakerState = new();
    private readonly ResiliencePipeline<ProviderResult> _pipeline;
    private readonly UnexplainedAnswers _forbidden = new();
    private long _probeFromTicks = long.MaxValue;

    /// <param name="breaker">Null for the embedded engine, which needs no rest: it asks nobody outside of this process.</param>
    public RouteCaller(
        ModelRoute route,
        IGenerationProvider provider,
        BreakerSettings? breaker,
        TimeProvider time,
        Jitter jitter,
        AppTelemetry telemetry,
        ILogger<RouteCaller> logger
    )
    {
        Route = route;
        (this._provider, this._time, this._jitter) = (provider, time, jitter);
        (this._telemetry, this._logger) = (telemetry, logger);
        var builder = new ResiliencePipelineBuilder<ProviderResult> { TimeProvider = time };
        if (route.Retries > 0)
        {
            builder.AddRetry(Retrying(route.Retries));
        }

        if (breaker is not null)
        {
            builder.AddCircuitBreaker(Breaking(breaker));
        }

        _pipeline = builder
            .AddTimeout(
                new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(TimeOf(args.Context)) }
            )
            .Build();
    }

    public ModelRoute Route { get; }

    /// <summary>Open: nobody is asked. Half-open: the next generation tries whether it is back.</summary>
    public BreakerState Breaker =>
        _breakerState.CircuitState switch
        {
            CircuitState.Closed => BreakerState.Closed,
            // Polly turns from open to half-open only when the next call comes; here the clock decides.
            CircuitState.Open when _time.GetUtcNow().UtcTicks < Volatile.Read(ref _probeFromTicks) => BreakerState.Open,
            _ => BreakerState.HalfOpen,
        };

    /// <returns>Null when the route was not asked: its breaker is open, or the generation has no time left.</returns>
    public async Task<ProviderResult?> AskAsync(RouteAsk ask, CancellationToken cancellationToken)
    {
        if (_time.GetUtcNow() >= ask.Until)
        {
            return null;
        }

        if (Breaker is not BreakerState.Open)
        {
            await ask.Before(Route, cancellationToken);
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var asked = ask with { Request = ask.Request.For(Route) };
            var longest = _time.GetUtcNow() + TimeSpan.FromSeconds(Route.LongestSeconds);
            var hasParts = asked.Request.HasParts;
            context.Properties.Set(Until, hasParts && longest < ask.Until ? longest : ask.Until);
            context.Properties.Set(IsLast, ask.IsLast);
            context.Properties.Set(HasParts, hasParts);
            var outcome = await _pipeline.ExecuteOutcomeAsync(CallAsync, context, (asked, cancellationToken));
            switch (outcome.Exception)
            {
                case BrokenCircuitException:
                    return null;
                case TimeoutRejectedException:
                    LogRouteFailed(ask.GenerationId, Route.Provider, Route.Model, "a time-out");
                    return new ProviderResult.Unknown();
                default:
                    outcome.ThrowIfException();
                    return outcome.Result!;
            }
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<ProviderResult>> CallAsync(
        ResilienceContext context,
        (RouteAsk Ask, CancellationToken Stopping) state
    )
    {
        using var call = _telemetry.StartProviderCall(Route.Provider, Route.Model);
        var began = _time.GetTimestamp();
        var outcome = await AnswerAsync(context, state.Ask, state.Stopping);
        var word = (outcome.Result ?? new ProviderResult.Unknown()).GetType().Name.ToLowerInvariant();
        _telemetry.ProviderCalled(Route.Provider, Route.Model, word, _time.GetElapsedTime(began));
        return outcome;
    }

    /// <param name="stopping">
    /// The caller's token, without the attempt's time-out: pictures that have arrived when that time is over are still cleaned.
    /// </param>
    private async ValueTask<Outcome<ProviderResult>> AnswerAsync(
        ResilienceContext context,
        RouteAsk ask,
        CancellationToken stopping
    )
    {
        ProviderResult? given = null;
        try
        {
            given = await _provider.GenerateAsync(ask.Request, context.CancellationToken);
            var answer = await TakeAsync(ask.Request.Plan, given, stopping);
            context.Properties.Set(IsOnePersons, _forbidden.IsOnePersons(answer, ask.Account));
            if (IsFailure(answer))
            {
                LogRouteFailed(ask.GenerationId, Route.Provider, Route.Model, answer.GetType().Name);
            }

            return Outcome.FromResult(answer);
        }
        catch (OperationCanceledException stopped) when (context.CancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<ProviderResult>(stopped);
        }
        catch (Exception fault)
        {
            // Only the type is logged, because a provider's message may quote the prompt.
            LogRouteFailed(ask.GenerationId, Route.Provider, Route.Model, fault.GetType().Name);
            return Outcome.FromResult<ProviderResult>(new ProviderResult.Unknown());
        }
        finally
        {
            // Where there is no answer, nobody knows whether the request was sent; it counts as sent.
            if (
                given is not { Unsent: true }
                && Route.Provider is not EmbeddedProvider.ProviderName
                && !ask.SentTo.Contains(Route)
            )
            {
                ask.SentTo.Add(Route);
            }
        }
    }

    /// <summary>Cleans the pictures that were painted. Pictures that nobody asked for cannot be used, and count as no answer.</summary>
    private static async Task<ProviderResult> TakeAsync(
        PaintingPlan? plan,
        ProviderResult answer,
        CancellationToken cancellationToken
    ) =>
        plan is not null ? await plan.TakeAsync(answer, cancellationToken)
        : answer is ProviderResult.Painted ? new ProviderResult.Unknown()
        : answer;

    private RetryStrategyOptions<ProviderResult> Retrying(int retries) =>
        new()
        {
            MaxRetryAttempts = retries,
            ShouldHandle = args =>
                ValueTask.FromResult(
                    args.Outcome.Result is ProviderResult.Transient transient
                        && RoutePauseRules.MayRetry(
                            args.AttemptNumber,
                            transient.RetryAfter,
                            Left(args.Context),
                            args.Context.Properties.GetValue(IsLast, false)
                        )
                ),
            DelayGenerator = args =>
            {
                var retryAfter = ((ProviderResult.Transient)args.Outcome.Result!).RetryAfter;
                return ValueTask.FromResult<TimeSpan?>(
                    RoutePauseRules.Before(args.AttemptNumber, retryAfter, _jitter.Next())
                );
            },
        };

    private CircuitBreakerStrategyOptions<ProviderResult> Breaking(BreakerSettings settings) =>
        new()
        {
            FailureRatio = settings.FailureRatio,
            MinimumThroughput = settings.MinimumThroughput,
            SamplingDuration = TimeSpan.FromSeconds(settings.SamplingSeconds),
            BreakDuration = TimeSpan.FromSeconds(settings.BreakSeconds),
            StateProvider = _breakerState,
            ShouldHandle = args =>
                ValueTask.FromResult(
                    // A request of many texts may end by its time-out though the route is well: each text has its own time-out.
                    (
                        args.Outcome is { Exception: TimeoutRejectedException }
                        && !args.Context.Properties.GetValue(HasParts, false)
                    ) || (IsOutage(args.Outcome.Result) && !args.Context.Properties.GetValue(IsOnePersons, false))
                ),
            OnOpened = args =>
            {
                Volatile.Write(ref _probeFromTicks, (_time.GetUtcNow() + args.BreakDuration).UtcTicks);
                LogOpened(Route.Provider, Route.Model, args.BreakDuration.TotalSeconds);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                LogClosed(Route.Provider, Route.Model);
                return ValueTask.CompletedTask;
            },
        };

    /// <summary>
    /// The time of one attempt. A request of many texts gets what all attempts together may take, and always more than nothing,
    /// because Polly allows no time-out of zero.
    /// </summary>
    private TimeSpan TimeOf(ResilienceContext context) =>
        !context.Properties.GetValue(HasParts, false) ? TimeSpan.FromSeconds(Route.TimeoutSeconds)
        : Left(context) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.FromMilliseconds(1);

    private TimeSpan Left(ResilienceContext context) =>
        context.Properties.GetValue(Until, DateTimeOffset.MinValue) - _time.GetUtcNow();

    private static bool IsOutage(ProviderResult? answer) =>
        answer is ProviderResult.Transient or ProviderResult.Misconfigured or ProviderResult.Unknown;

    private static bool IsFailure(ProviderResult? answer) =>
        IsOutage(answer) || answer is ProviderResult.NotThisRequest;

    [LoggerMessage(2010, LogLevel.Warning, "Generation {GenerationId}: route {Provider}/{Model} failed with {Fault}")]
    private partial void LogRouteFailed(string generationId, string provider, string model, string fault);

    [LoggerMessage(2011, LogLevel.Error, "Route {Provider}/{Model} keeps failing and is left alone for {Seconds} s")]
    private partial void LogOpened(string provider, string model, double seconds);

    [LoggerMessage(2012, LogLevel.Information, "Route {Provider}/{Model} answers again")]
    private partial void LogClosed(string provider, string model);
}
