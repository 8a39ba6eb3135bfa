using AiPromptGen.Audit;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Uploads;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// What follows every end of a generation. The upload is deleted, because it is kept for its generation only. The audit row is written
/// last, so that a row means that all is done. It may be repeated: a second time it changes nothing.
/// </summary>
internal sealed partial class CleanUp(
    UploadStore uploads,
    AuditTrail trail,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<CleanUp> logger
)
{
    /// <summary>The pauses between the tries to delete an upload, beside the retries of the storage client itself.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(4),
    ];

    public async Task RunAsync(Settle.Input input, Settlement settled, CancellationToken cancellationToken)
    {
        var (start, answer) = (input.Start, input.Answer);
        if (start.UploadId is { } upload)
        {
            await DeleteAsync(start, upload, cancellationToken);
        }

        var key = trail.KeyOf(new AccountId(start.AccountId), start.AcceptedAt);
        var row = RowOf(key, start, answer, settled);
        await trail.WriteAsync(row, cancellationToken);
        telemetry.GenerationCompleted(
            start.Kind is { } kind ? Generation.Word(kind) : "unknown",
            row.RequestStatus,
            RouteNames.Served(answer),
            settled.ChargedCredits,
            settled.CompletedAt - start.AcceptedAt
        );
    }

    public static AuditRow RowOf(AccountKey key, GenerationStart start, GenerateAnswer answer, Settlement settled)
    {
        var status = Generation.Word(settled.Status);
        return new AuditRow
        {
            Id = start.GenerationId,
            AccountKey = key,
            RequestStatus = settled.ProblemCode is { } code ? $"{status}:{code}" : status,
            SafetyDecision = SafetyOf(answer),
            ModelRoute = RouteNames.OfAll(answer) ?? settled.SentTo,
            QuotaEvent = settled.QuotaEvent,
            RequestedAt = start.AcceptedAt,
            CompletedAt = settled.CompletedAt,
        };
    }

    /// <summary>Tries four times. The audit row must not wait for ever, so an upload that cannot be deleted is left to the sweep.</summary>
    private async Task DeleteAsync(GenerationStart start, string upload, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await uploads.DeleteAsync(new AccountId(start.AccountId), upload, cancellationToken);
                return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (tries == Pauses.Length)
                {
                    LogUploadLeft(start.GenerationId);
                    return;
                }
            }

            await Task.Delay(Pauses[tries], time, cancellationToken);
        }
    }

    private static string? SafetyOf(GenerateAnswer answer) =>
        (answer.SafetyDecision, answer.SafetyCategories) switch
        {
            (null, _) => null,
            (var decision, null) => $"{decision}:{answer.SafetyStage}",
            (var decision, var categories) => $"{decision}:{answer.SafetyStage}:{categories}",
        };

    [LoggerMessage(2002, LogLevel.Error, "The upload of generation {GenerationId} is left to the sweep")]
    private partial void LogUploadLeft(string generationId);
}
