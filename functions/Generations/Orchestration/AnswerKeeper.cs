using AiPromptGen.Audit;
using AiPromptGen.Generations.Images;
using Azure;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Stores what was made, before anything else happens. A provider may have been paid for it, so when storage fails, it is tried again
/// until the generation's deadline: an activity that gave up would run again, and would ask and pay again.
/// </summary>
internal sealed partial class AnswerKeeper(
    GenerationStore generations,
    ResultStore results,
    AuditTrail audit,
    TimeProvider time,
    ILogger<AnswerKeeper> logger
)
{
    /// <summary>The first pause between two tries; each further one is twice as long, up to <see cref="MaxPause"/>.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    /// <param name="until">The generation's deadline.</param>
    /// <returns>The answer that is stored: this one, unless another attempt was faster.</returns>
    public async Task<GenerateAnswer> KeepAsync(
        GenerationStart start,
        Generation generation,
        GenerationResult result,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        for (var pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
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

    /// <summary>Stores pictures, then the row. Each step may be repeated after a fault.</summary>
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

    /// <summary>
    /// Whether the fault may pass: storage was not reached, was busy, or failed at its work. Any other refusal would come again.
    /// </summary>
    private static bool IsPassing(Exception fault) =>
        fault switch
        {
            RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
            // The storage client throws this one when its own retries are used up.
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
            // The orchestration writes an audit row too, when it ends; this one needs an id of its own.
            Id = start.GenerationId + "-late",
        };

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "Generation {GenerationId}: its answer could not be stored ({Fault}); trying again in {Seconds} s"
    )]
    private partial void LogWaiting(string generationId, string fault, double seconds);
}
