using Microsoft.DurableTask;
using static AiPromptGen.Generations.GenerationLadder;

namespace AiPromptGen.Generations;

/// <summary>
/// The main flow, read first: reserve credits, generate, then commit or release; afterwards the upload goes and the audit row
/// is written, whatever happened. Every activity may run twice; every step may be the last one before the process dies.
/// </summary>
internal static partial class GenerationOrchestrator
{
    [Function(nameof(GenerationOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GenerationStart start)
    {
        var logger = context.CreateReplaySafeLogger(nameof(GenerationOrchestrator));
        var answer = await GenerateReservedAsync(context, start);
        var settled = await SettleAsync(context, start, answer, logger);
        if (start.UploadId is not null)
        {
            await DeleteUploadAsync(context, start, logger);
        }

        await context.CallActivityAsync(
            nameof(AuditActivity.WriteAudit),
            new AuditRequest
            {
                Start = start,
                Answer = answer,
                Settled = settled,
            },
            Settling
        );
    }

    private static async Task<GenerateAnswer> GenerateReservedAsync(
        TaskOrchestrationContext context,
        GenerationStart start
    )
    {
        try
        {
            var reserve = await context.CallActivityAsync<ReserveAnswer>(
                nameof(GenerationActivities.ReserveCredits),
                start,
                Transient
            );
            return reserve.Reserved
                ? await GenerateInTimeAsync(context, start)
                : new GenerateAnswer { Status = GenerationStatus.Rejected, ProblemCode = reserve.ProblemCode };
        }
        catch (TaskFailedException)
        {
            // A step that failed may still have happened, a reservation included: settling finds out and releases it.
            return Failed(GenerationProblems.Unavailable);
        }
    }

    private static async Task<GenerateAnswer> GenerateInTimeAsync(
        TaskOrchestrationContext context,
        GenerationStart start
    )
    {
        using var cancelTimer = new CancellationTokenSource();
        var until = context.CurrentUtcDateTime.AddSeconds(start.GenerateSeconds);
        var timer = context.CreateTimer(until, cancelTimer.Token);
        var generate = context.CallActivityAsync<GenerateAnswer>(
            nameof(GenerationActivities.Generate),
            start with
            {
                GenerateUntil = new DateTimeOffset(until, TimeSpan.Zero),
            },
            Transient
        );
        if (await Task.WhenAny(generate, timer) == timer)
        {
            return Failed(GenerationProblems.DeadlineExceeded);
        }

        // Not CancelAsync: it hops threads, and an orchestrator may await durable tasks only.
#pragma warning disable CA1849, MA0042, MA0045
        cancelTimer.Cancel();
#pragma warning restore CA1849, MA0042, MA0045
        return await generate;
    }

    private static async Task<SettleAnswer> SettleAsync(
        TaskOrchestrationContext context,
        GenerationStart start,
        GenerateAnswer answer,
        ILogger logger
    )
    {
        var request = new SettleRequest { Start = start, Answer = answer };
        try
        {
            return await context.CallActivityAsync<SettleAnswer>(
                answer.Status == GenerationStatus.Succeeded
                    ? nameof(GenerationActivities.CommitCredits)
                    : nameof(GenerationActivities.ReleaseCredits),
                request,
                Settling
            );
        }
        catch (TaskFailedException)
        {
            // Never called completed: a person has to look. The sweep still gives the credits back at the reservation's deadline.
            LogParked(logger, start.GenerationId);
            return await context.CallActivityAsync<SettleAnswer>(
                nameof(GenerationActivities.ParkGeneration),
                request,
                Settling
            );
        }
    }

    private static async Task DeleteUploadAsync(TaskOrchestrationContext context, GenerationStart start, ILogger logger)
    {
        try
        {
            await context.CallActivityAsync(nameof(UploadActivity.DeleteUpload), start, Transient);
        }
        catch (TaskFailedException)
        {
            // The hourly sweep and the lifecycle rule delete it; the audit row must not wait for them.
            LogUploadLeft(logger, start.GenerationId);
        }
    }

    private static GenerateAnswer Failed(string problemCode) =>
        new() { Status = GenerationStatus.Failed, ProblemCode = problemCode };

    [LoggerMessage(2001, LogLevel.Critical, "Generation {GenerationId} is parked: it could not be settled")]
    private static partial void LogParked(ILogger logger, string generationId);

    [LoggerMessage(2002, LogLevel.Error, "The upload of generation {GenerationId} is left to the sweep")]
    private static partial void LogUploadLeft(ILogger logger, string generationId);
}
