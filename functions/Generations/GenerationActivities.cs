using AiPromptGen.Audit;
using AiPromptGen.Credits;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Generations;

/// <summary>The steps of the saga. Each may run twice, at the same time even; each answers the same again.</summary>
internal sealed class GenerationActivities(
    AccountLedger ledger,
    UsageLimits limits,
    GenerationStore generations,
    ModelRouter router,
    ResultStore results,
    AuditTrail audit,
    AppTelemetry telemetry,
    TimeProvider time
)
{
    [Function(nameof(ReserveCredits))]
    public async Task<ReserveAnswer> ReserveCredits(
        [ActivityTrigger] GenerationStart start,
        CancellationToken cancellationToken
    )
    {
        var request = new ReserveRequest
        {
            AccountId = new AccountId(start.AccountId),
            ReservationId = start.GenerationId,
            Amount = new CreditAmount(start.ReserveCredits),
            Deadline = start.ReservationDeadline,
        };
        try
        {
            var outcome = await ledger.ReserveAsync(
                request,
                _ => [GenerationChanges.Running(start)],
                cancellationToken
            );
            return outcome switch
            {
                ReserveOutcome.Insufficient => Not(GenerationProblems.InsufficientCredits),
                ReserveOutcome.TooManyOpen => Not(GenerationProblems.TooManyReservations),
                // Already resolved: this orchestration ran before. Generate and settling find what stands.
                _ => new ReserveAnswer { Reserved = true },
            };
        }
        catch (Exception erased) when (IsErased(erased))
        {
            return Not(AccountClosing.Problem.Code);
        }
    }

    [Function(nameof(Generate))]
    public async Task<GenerateAnswer> Generate(
        [ActivityTrigger] GenerationStart start,
        CancellationToken cancellationToken
    )
    {
        var account = new AccountId(start.AccountId);
        if (await generations.FindAsync(account, start.GenerationId, cancellationToken) is not { } generation)
        {
            return new GenerateAnswer { Status = GenerationStatus.Failed, ProblemCode = AccountClosing.Problem.Code };
        }

        if (generation.Standing is { } standing)
        {
            return standing;
        }

        using var step = telemetry.StartStep(nameof(Generate), start.TraceParent);
        var until = start.GenerateUntil ?? time.GetUtcNow().AddSeconds(start.GenerateSeconds);
        var (answer, made) = await router.AnswerAsync(generation, until, cancellationToken);
        if (made is null)
        {
            return answer;
        }

        if (await results.AddAsync(generation, made.Pictures, cancellationToken) is not { } images)
        {
            return await generations.StandingAsync(generation, cancellationToken) ?? answer;
        }

        made = made with { Images = images };
        var (kept, late, gone) = await generations.KeepAsync(generation, answer, made, cancellationToken);
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

    [Function(nameof(CommitCredits))]
    public async Task<SettleAnswer> CommitCredits(
        [ActivityTrigger] SettleRequest request,
        CancellationToken cancellationToken
    )
    {
        var (start, now) = (request.Start, time.GetUtcNow());
        var account = new AccountId(start.AccountId);
        var outcome = await ledger.CommitAsync(
            account,
            start.GenerationId,
            // Prices are settings, which this instance may have newer than the one that reserved: nobody pays more than was said.
            new CreditAmount(Math.Min(request.Answer.PriceCredits, start.ReserveCredits)),
            r => [GenerationChanges.Final(start, GenerationStatus.Succeeded, r.Charged.Value, null, now)],
            cancellationToken
        );
        if (outcome is not ResolveOutcome.Resolved resolved)
        {
            return await generations.FindAsync(account, start.GenerationId, cancellationToken) is null
                ? Erased(now)
                : throw new InvalidOperationException("There is no reservation to commit.");
        }

        if (resolved.State == ReservationState.Committed)
        {
            return Settled(GenerationStatus.Succeeded, $"committed:{resolved.Charged}", null, now) with
            {
                ChargedCredits = resolved.Charged.Value,
            };
        }

        // The sweep gave the credits back first. The result is there, so it is its owner's, free.
        await generations.DeliverFreeAsync(start, cancellationToken);
        return Settled(GenerationStatus.Succeeded, DeliveredFree, null, now);
    }

    [Function(nameof(ReleaseCredits))]
    public async Task<SettleAnswer> ReleaseCredits(
        [ActivityTrigger] SettleRequest request,
        CancellationToken cancellationToken
    )
    {
        var (start, answer, now) = (request.Start, request.Answer, time.GetUtcNow());
        try
        {
            var outcome = await ledger.ReleaseAsync(
                new AccountId(start.AccountId),
                start.GenerationId,
                answer.Status == GenerationStatus.Refused ? limits.Refusals : null,
                _ => [GenerationChanges.Final(start, answer.Status, 0, answer.ProblemCode, now)],
                cancellationToken
            );
            if (outcome is not ResolveOutcome.Resolved resolved)
            {
                return Erased(now);
            }

            return
                answer.ProblemCode is GenerationProblems.DeadlineExceeded
                && await generations.DeliverStoredAsync(start, cancellationToken)
                ? Settled(GenerationStatus.Succeeded, DeliveredFree, null, now)
                : Settled(answer.Status, Generation.Word(resolved.State), answer.ProblemCode, now);
        }
        catch (PassengerConflictException missing) when (missing.Status == 404)
        {
            return Erased(now);
        }
    }

    [Function(nameof(ParkGeneration))]
    public async Task<SettleAnswer> ParkGeneration(
        [ActivityTrigger] SettleRequest request,
        CancellationToken cancellationToken
    )
    {
        var (start, now) = (request.Start, time.GetUtcNow());
        var account = new AccountId(start.AccountId);
        var generation = await generations.FindAsync(account, start.GenerationId, cancellationToken);
        if (generation is null)
        {
            return Erased(now);
        }

        if (generation.IsFinal)
        {
            // Settled after all, by an attempt whose answer was lost.
            return Settled(generation.Status, $"charged:{generation.ChargedCredits}", generation.ProblemCode, now);
        }

        var parked = GenerationChanges.Final(start, GenerationStatus.Parked, 0, GenerationProblems.Parked, now);
        await ledger.LeaveAsync(account, start.GenerationId, parked, cancellationToken);
        return Settled(GenerationStatus.Parked, "parked", GenerationProblems.Parked, now);
    }

    public const string DeliveredFree = "delivered-free";

    /// <summary>The account is on its way out, or gone and its id may be a new account's: this generation is not the new one's.</summary>
    private static bool IsErased(Exception exception) =>
        exception is AccountNotFoundException or PassengerConflictException { Status: 404 }
        || (exception is ProblemException { Problem: var problem } && ReferenceEquals(problem, AccountClosing.Problem));

    private static SettleAnswer Erased(DateTimeOffset at) =>
        Settled(GenerationStatus.Failed, "erased", AccountClosing.Problem.Code, at);

    private static ReserveAnswer Not(string problemCode) => new() { Reserved = false, ProblemCode = problemCode };

    private static SettleAnswer Settled(GenerationStatus status, string quota, string? problem, DateTimeOffset at) =>
        new()
        {
            Status = status,
            QuotaEvent = quota,
            ProblemCode = problem,
            CompletedAt = at,
        };

    private AuditRow LateRow(GenerationStart start, GenerateAnswer answer) =>
        AuditActivity.RowOf(
            audit.KeyOf(new AccountId(start.AccountId), start.AcceptedAt),
            start,
            answer,
            Settled(GenerationStatus.Succeeded, DeliveredFree, null, time.GetUtcNow())
        ) with
        {
            // A row of its own: the orchestration writes its own when it ends.
            Id = start.GenerationId + "-late",
        };
}
