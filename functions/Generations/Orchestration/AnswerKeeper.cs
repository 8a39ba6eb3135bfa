using AiPromptGen.Audit;
using AiPromptGen.Generations.Images;
using Azure;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Stores what was made, before anything else happens. Somebody may have been paid for it by now, so a fault of storage is waited
/// for while the generation's time lasts: an activity that gave up would run again, and ask and pay again.
/// </summary>
internal sealed partial class AnswerKeeper(
    GenerationStore generations,
    ResultStore results,
    AuditTrail audit,
    TimeProvider time,
    ILogger<AnswerKeeper> logger
)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    /// <returns>The answer that stands: this one, unless another attempt was faster.</returns>
    public async Task<GenerateAnswer> KeepAsync(
        GenerationStart start,
        Generation generation,
        GenerationResult result,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        for (var pause = First; ; pause = pause * 2 < MaxTime ? pause * 2 : MaxTime)
        {
            try
            {
                return await TryKeepAsync(start, generation, result, cancellationToken);
            }
            catch (Exception fault)
                when (IsPassing(fault) && !cancellationToken.IsCancellationRequested && time.GetUtcNow() + pause < until
                )
            {
                LogWaiting(start.GenerationId, fault.GetType().Name, pause.TotalSeconds);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Each step of it may be repeated.</summary>
    private async Task<GenerateAnswer> TryKeepAsync(
        GenerationStart start,
        Generation generation,
        GenerationResult result,
        CancellationToken cancellationToken
    )
    {
        if (await results.AddAsync(generation, result.Pictures, cancellationToken) is not { } images)
        {
            return await generations.StandingAsync(generation, cancellationToken) ?? result.Answer;
        }

        result = result with { Images = images };
        var (kept, late, gone) = await generations.KeepAsync(generation, result, cancellationToken);
        if (gone && images.Count > 0)
        {
            await results.DeleteAsync(generation.Account, generation.Id, cancellationToken);
        }

        if (late)
        {
            await audit.WriteAsync(LateRow(start, kept), cancellationToken);
        }

        return kept;
    }

    /// <summary>Storage was not reached, was busy, or failed at its work. What it refuses it refuses the next time, too.</summary>
    private static bool IsPassing(Exception fault) =>
        fault switch
        {
            RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
            // The client's own retries are used up.
            AggregateException all => all.InnerExceptions.All(IsPassing),
            IOException or HttpRequestException or TimeoutException or OperationCanceledException => true,
            _ => false,
        };

    private AuditRow LateRow(GenerationStart start, GenerateAnswer answer) =>
        CleanUp.RowOf(
            audit.KeyOf(new AccountId(start.AccountId), start.AcceptedAt),
            start,
            answer,
            new Settlement
            {
                Status = GenerationStatus.Succeeded,
                QuotaEvent = Settle.DeliveredFree,
                CompletedAt = time.GetUtcNow(),
            }
        ) with
        {
            // A row of its own: the orchestration writes its own when it ends.
            Id = start.GenerationId + "-late",
        };

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "Generation {GenerationId}: its answer could not be stored ({Fault}); again in {Seconds} s"
    )]
    private partial void LogWaiting(string generationId, string fault, double seconds);
}
