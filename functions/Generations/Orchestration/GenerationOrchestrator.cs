using Microsoft.DurableTask;
using static AiPromptGen.Generations.Orchestration.GenerationLadder;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// The main flow; read this file first. It reserves credits and generates. Then it settles: the credits are charged or given back, the
/// upload is deleted and the audit row is written. Every activity may run twice, and the process may die after any step.
/// </summary>
internal static partial class GenerationOrchestrator
{
    [Function(nameof(GenerationOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GenerationStart start)
    {
        var logger = context.CreateReplaySafeLogger(nameof(GenerationOrchestrator));
        GenerateAnswer answer;
        try
        {
            var reserve = ReserveCredits.Input.From(start);
            var reserved = await context.CallActivityAsync<ReserveCredits.Output>(
                nameof(ReserveCredits),
                reserve,
                Transient
            );
            var generate = Generate.Input.From(start, context.CurrentUtcDateTime);
            answer = reserved.ProblemCode is { } problem
                ? GenerateAnswer.From(GenerationStatus.Rejected, problem)
                : await context.CallActivityAsync<GenerateAnswer>(nameof(Generate), generate, Transient);
        }
        catch (TaskFailedException)
        {
            // A step that failed may have done its work all the same, the reservation too. Settling releases what is reserved.
            answer = GenerateAnswer.From(GenerationStatus.Failed, GenerationProblems.Unavailable);
        }

        var settle = new Settle.Input { Start = start, Answer = answer };
        try
        {
            await context.CallActivityAsync<Settlement>(nameof(Settle), settle, Settling);
        }
        catch (TaskFailedException)
        {
            // The generation is not recorded as ended, and a person has to look at it. The sweep still gives the credits back once the
            // reservation's deadline has passed.
            LogParked(logger, start.GenerationId);
            await context.CallActivityAsync<Settlement>(nameof(ParkGeneration), settle, Settling);
        }
    }

    [LoggerMessage(2001, LogLevel.Critical, "Generation {GenerationId} is parked: it could not be settled")]
    private static partial void LogParked(ILogger logger, string generationId);
}

// What travels through orchestrations is ids, numbers and closed words. It is never what a person wrote, nor anything derived
// from it: history and queues are outside the account's partition. Changes are additive only, because running instances carry
// old payloads.

/// <summary>Input of the orchestration. Durations and prices travel here, so that a replay never sees other ones.</summary>
public sealed record GenerationStart
{
    public required string AccountId { get; init; }

    /// <summary>Also the instance id and the reservation id.</summary>
    public required string GenerationId { get; init; }

    public string? UploadId { get; init; }

    /// <summary>True when the picture comes from an address; the end then deletes a part of that address. Null in older payloads.</summary>
    public bool? IsByAddress { get; init; }

    /// <summary>
    /// Credits of the dearest route that may answer. What the answering route does not charge is given back when it is committed.
    /// </summary>
    public required long ReserveCredits { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Seconds that the providers may take, retries included.</summary>
    public required int GenerateSeconds { get; init; }

    public required DateTimeOffset ReservationDeadline { get; init; }

    public GenerationKind? Kind { get; init; }

    /// <summary>W3C Trace Context of the request, so that one trace leads from the browser to the provider.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>
/// How often and how long each step is tried. A reservation must last longer than the longest way through all steps; otherwise the sweep
/// would give back credits that a running generation is about to charge. <c>GenerationLadderTests</c> adds the times up.
/// </summary>
internal static class GenerationLadder
{
    public static readonly RetryPolicy TransientPolicy = new(
        maxNumberOfAttempts: 4,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(10)
    );

    /// <summary>
    /// Settling is tried for much longer than a person would wait, because credits that are still reserved have to be charged or released.
    /// </summary>
    public static readonly RetryPolicy SettlingPolicy = new(
        maxNumberOfAttempts: 18,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)
    );

    /// <summary>
    /// Counted from acceptance. After it the sweep expires the reservation, by the same kind of transaction as commit and release.
    /// </summary>
    public static readonly TimeSpan ReservationLifetime = TimeSpan.FromMinutes(60);

    public static readonly TaskOptions Transient = TaskOptions.FromRetryPolicy(TransientPolicy);
    public static readonly TaskOptions Settling = TaskOptions.FromRetryPolicy(SettlingPolicy);
}
