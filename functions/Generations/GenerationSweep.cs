using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Uploads;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Generations;

/// <summary>
/// Every minute: sees each accepted generation to its end. Starts what a crash kept from starting, expires reservations past
/// their deadline, forgets what has ended. Safe when two run at once: each change is a transaction that only one can make.
/// </summary>
internal sealed partial class GenerationSweep(
    PendingGenerations pending,
    GenerationStore generations,
    GenerationStarts starts,
    AccountLedger ledger,
    UploadStore uploads,
    AuditTrail audit,
    TimeProvider time,
    ILogger<GenerationSweep> logger
)
{
    private const int MostPerRun = 500;

    /// <summary>Longer than an accepted request takes to be started.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(2);

    [Function("SweepGenerations")]
    public async Task RunAsync(
        [TimerTrigger("30 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var counts = new SweepCounts();
        var entries = await pending.OlderThanAsync(time.GetUtcNow() - MinAge, MostPerRun, cancellationToken);
        foreach (var entry in entries)
        {
            try
            {
                await SweepAsync(client, entry, counts, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // One broken row must not keep the others waiting; it stays for the next run.
                LogFault(entry.GenerationId, fault.GetType().Name);
            }
        }

        if (entries.Count > 0)
        {
            LogSwept(entries.Count, counts.Started, counts.Expired, counts.Ended);
        }
    }

    private async Task SweepAsync(
        DurableTaskClient client,
        PendingGenerations.Entry entry,
        SweepCounts counts,
        CancellationToken cancellationToken
    )
    {
        var generation = await generations.FindAsync(entry.Account, entry.GenerationId, cancellationToken);
        var isParked = generation is { Status: GenerationStatus.Parked };
        if (generation is null || (generation.IsFinal && !isParked))
        {
            await pending.RemoveAsync(entry, cancellationToken);
            counts.Ended++;
            return;
        }

        var start = starts.Of(generation);
        if (start.ReservationDeadline <= time.GetUtcNow())
        {
            await ExpireAsync(generation, start, cancellationToken);
            await pending.RemoveAsync(entry, cancellationToken);
            counts.Expired++;
        }
        else if (!isParked && await starts.EnsureStartedAsync(client, start, cancellationToken))
        {
            counts.Started++;
        }
    }

    private async Task ExpireAsync(Generation generation, GenerationStart start, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (status, code) =
            generation.Status == GenerationStatus.Parked
                ? (GenerationStatus.Parked, GenerationProblems.Parked)
                : (GenerationStatus.Failed, GenerationProblems.Expired);
        await ledger.ExpireAsync(
            generation.Account,
            generation.Id,
            _ => [GenerationChanges.Final(start, status, 0, code, now)],
            cancellationToken
        );
        if (start.UploadId is { } uploadId)
        {
            await uploads.DeleteAsync(generation.Account, uploadId, cancellationToken);
        }

        var settled = new SettleAnswer
        {
            Status = status,
            QuotaEvent = "expired",
            ProblemCode = code,
            CompletedAt = now,
        };
        var answer = generation.Answer ?? new GenerateAnswer { Status = status };
        await audit.WriteAsync(
            AuditActivity.RowOf(audit.KeyOf(generation.Account), start, answer, settled),
            cancellationToken
        );
    }

    private sealed class SweepCounts
    {
        public int Started { get; set; }
        public int Expired { get; set; }
        public int Ended { get; set; }
    }

    [LoggerMessage(
        2030,
        LogLevel.Information,
        "Swept {Seen} generations: {Started} started, {Expired} expired, {Ended} ended"
    )]
    private partial void LogSwept(int seen, int started, int expired, int ended);

    [LoggerMessage(2031, LogLevel.Error, "Generation {GenerationId} could not be swept ({Fault})")]
    private partial void LogFault(string generationId, string fault);
}
