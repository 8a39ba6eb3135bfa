using AiPromptGen.Audit;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Uploads;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>
/// Sees each accepted generation to its end, every minute: it starts those that a crash kept from starting, expires reservations
/// past their deadline, and forgets the generations that have ended. Two sweeps may run at once, because each change is a
/// transaction that only one of them can make.
/// </summary>
internal sealed partial class GenerationSweep(
    PendingGenerations pending,
    PendingEnds ends,
    GenerationStore generations,
    GenerationStarts starts,
    AccountLedger ledger,
    UploadStore uploads,
    AuditTrail audit,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<GenerationSweep> logger
)
{
    private const string Schedule = "30 * * * * *";

    /// <summary>Generations that one run looks at, which is about 83 a second (docs/capacity.md).</summary>
    private const int MaxPerRun = 5000;
    private const int MaxAtOnce = 16;

    /// <summary>
    /// Waiting generations that are held in memory, the oldest first. More than this are older than <see cref="MinAge"/> only while
    /// providers are slow.
    /// </summary>
    private const int MaxWaiting = 20_000;

    /// <summary>Generations younger than this are left alone: the request that made them is still starting them.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(2);

    [Function("SweepGenerations")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var (counts, now) = (new SweepCounts(), time.GetUtcNow());
        var rest = await ends.ForgetAsync(now - MinAge, MaxWaiting, cancellationToken);
        counts.Add(Swept.Ended, rest.Forgotten);
        var taken = SweepTurnRules.Take(rest.Waiting, now, MaxPerRun);
        var report = await Sweep.EachAsync(
            taken.ToAsyncEnumerable(),
            MaxPerRun,
            MaxAtOnce,
            async (entry, token) => counts.Add(await SweepAsync(client, entry, token), 1),
            (entry, fault) => LogFault(entry.GenerationId, fault.GetType().Name),
            cancellationToken
        );
        var (started, expired) = (counts[Swept.Started], counts[Swept.Expired]);
        telemetry.Swept("reservations", expired);
        telemetry.Swept("generations-started", started);
        LogSwept(
            report.Seen + rest.Forgotten,
            started,
            expired,
            counts[Swept.Ended],
            report.Failed,
            rest.More || rest.Waiting.Count > taken.Count
        );
    }

    private async Task<Swept> SweepAsync(
        DurableTaskClient client,
        PendingGenerations.Entry entry,
        CancellationToken cancellationToken
    )
    {
        var generation = await generations.FindAsync(entry.Account, entry.GenerationId, cancellationToken);
        var isParked = generation is { Status: GenerationStatus.Parked };
        if (generation is null || (generation.IsFinal && !isParked))
        {
            if (generation is { ProblemCode: GenerationProblems.Expired } or { IsLate: true })
            {
                // An earlier run expired it or delivered its result, and may have died before it deleted the upload and wrote the audit row.
                await CloseExpiredAsync(generation, Generation.Word(ReservationStatus.Expired), cancellationToken);
            }
            else if (time.GetUtcNow() < entry.Since + GenerationLadder.ReservationLifetime)
            {
                // Its request may still be accepting it, or its orchestration is about to write the audit row.
                return Swept.Waiting;
            }
            else if (generation is not null)
            {
                // It ended, and its orchestration was lost before it deleted the upload and wrote the audit row.
                await CloseAsync(generation, ParkGeneration.QuotaEventOf(generation), cancellationToken);
            }

            await pending.RemoveAsync(entry, cancellationToken);
            return Swept.Ended;
        }

        var start = starts.Of(generation);
        if (start.ReservationDeadline <= time.GetUtcNow())
        {
            if (await ExpireAsync(generation, start, cancellationToken))
            {
                await pending.RemoveAsync(entry, cancellationToken);
                return Swept.Expired;
            }
        }
        else if (!isParked && await starts.EnsureStartedAsync(client, start, cancellationToken))
        {
            return Swept.Started;
        }

        return Swept.Waiting;
    }

    /// <returns>False when there is nothing to expire, and the next run has to look again.</returns>
    private async Task<bool> ExpireAsync(
        Generation generation,
        GenerationStart start,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var isParked = generation.Status == GenerationStatus.Parked;
        var (status, code) = isParked
            ? (GenerationStatus.Parked, GenerationProblems.Parked)
            : (GenerationStatus.Failed, GenerationProblems.Expired);
        var outcome = await ledger.ExpireAsync(
            generation.Account,
            generation.Id,
            _ => [GenerationChanges.Final(start, status, 0, code, now)],
            cancellationToken
        );
        if (
            outcome is ResolveResult.NotDue
            || (outcome is ResolveResult.Resolved { State: not ReservationStatus.Expired } && !isParked)
        )
        {
            // Its orchestration has settled it meanwhile and does the rest. A parked generation has no orchestration any more,
            // so the sweep does the rest for it.
            return false;
        }

        var ended = generation with { Status = status, ProblemCode = code, CompletedAt = now };
        await CloseExpiredAsync(ended, QuotaEvent(outcome), cancellationToken);
        return true;
    }

    /// <summary>
    /// Ends a generation whose reservation expired. If its result was stored and nobody charged for it, because the orchestration died
    /// or the generation was parked, the result is delivered, free.
    /// </summary>
    /// <param name="quotaEvent">Null when the account is gone.</param>
    private async Task CloseExpiredAsync(Generation ended, string? quotaEvent, CancellationToken cancellationToken)
    {
        var isDelivered =
            quotaEvent is not null && await generations.DeliverStoredAsync(starts.Of(ended), cancellationToken);
        await CloseAsync(
            isDelivered ? ended with { Status = GenerationStatus.Succeeded, ProblemCode = null } : ended,
            isDelivered ? Settle.DeliveredFree : quotaEvent,
            cancellationToken
        );
    }

    /// <returns>Null when the account is gone.</returns>
    private static string? QuotaEvent(ResolveResult outcome) =>
        outcome switch
        {
            ResolveResult.Resolved { State: ReservationStatus.Committed, Charged: var charged } =>
                $"committed:{charged}",
            ResolveResult.Resolved { State: var state } => Generation.Word(state),
            _ => null,
        };

    /// <summary>
    /// What an orchestration does at its end: deletes the upload and writes the audit row. It may be repeated, because both do the
    /// same a second time.
    /// </summary>
    /// <param name="quotaEvent">Null when the account is gone; then there is no audit row to write.</param>
    private async Task CloseAsync(Generation generation, string? quotaEvent, CancellationToken cancellationToken)
    {
        var start = starts.Of(generation);
        if (start.UploadId is { } uploadId)
        {
            await uploads.DeleteAsync(generation.Account, uploadId, cancellationToken);
        }

        if (quotaEvent is null)
        {
            return;
        }

        var settled = new Settlement
        {
            Status = generation.Status,
            QuotaEvent = quotaEvent,
            ProblemCode = generation.ProblemCode,
            CompletedAt = generation.CompletedAt ?? time.GetUtcNow(),
        };
        var answer = generation.Answer ?? new GenerateAnswer { Status = generation.Status, SentTo = generation.Asked };
        var key = audit.KeyOf(generation.Account, start.AcceptedAt);
        await audit.WriteAsync(CleanUp.RowOf(key, start, answer, settled), cancellationToken);
    }

    private enum Swept
    {
        Waiting,
        Started,
        Expired,
        Ended,
    }

    private sealed class SweepCounts
    {
        private readonly int[] _counts = new int[Enum.GetValues<Swept>().Length];

        public int this[Swept what] => _counts[(int)what];

        public void Add(Swept what, int some) => Interlocked.Add(ref _counts[(int)what], some);
    }

    [LoggerMessage(
        2030,
        LogLevel.Information,
        "Swept {Seen} generations: {Started} started, {Expired} expired, {Ended} ended, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int started, int expired, int ended, int failed, bool more);

    [LoggerMessage(2031, LogLevel.Error, "Generation {GenerationId} could not be swept ({Fault})")]
    private partial void LogFault(string generationId, string fault);
}

/// <summary>
/// Which of the waiting generations a run of the sweep looks at. Most only need time, so a bound alone would let the first ones
/// hide the rest; each run therefore begins where the one before ended, which it knows by the clock.
/// </summary>
internal static class SweepTurnRules
{
    /// <summary>Generations past their deadline come first, but take no more than half of the run while others wait.</summary>
    public static IReadOnlyList<PendingGenerations.Entry> Take(
        IReadOnlyList<PendingGenerations.Entry> waiting,
        DateTimeOffset now,
        int max
    )
    {
        var turn = now.ToUnixTimeSeconds() / 60;
        var sorted = waiting.OrderBy(e => e.Since).ThenBy(e => e.GenerationId, StringComparer.Ordinal).ToList();
        var due = sorted.Where(e => e.Since + GenerationLadder.ReservationLifetime <= now).ToList();
        var rest = sorted.Skip(due.Count).ToList();
        var first = Rotate(due, turn, max - Math.Min(rest.Count, max / 2));
        return [.. first, .. Rotate(rest, turn, max - first.Count)];
    }

    private static List<T> Rotate<T>(List<T> all, long turn, int max)
    {
        if (all.Count <= max)
        {
            return all;
        }

        var start = (int)(turn * max % all.Count);
        return [.. all.Skip(start).Concat(all.Take(start)).Take(max)];
    }
}
