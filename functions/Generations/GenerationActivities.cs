using AiPromptGen.Generations.Providers;
using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations;

/// <summary>The steps of the saga. Each may run twice, at the same time even; each answers the same again.</summary>
internal sealed class GenerationActivities(
    AccountLedger ledger,
    UsageLimits limits,
    GenerationStore generations,
    ModelRouter router,
    AnswerKeeper keeper,
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
        var routed = await router.AnswerAsync(generation, until, cancellationToken);
        return routed.Made is { } made
            ? await keeper.KeepAsync(start, routed.Row ?? generation, (routed.Answer, made), until, cancellationToken)
            : routed.Answer;
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

            var settled =
                answer.ProblemCode is GenerationProblems.DeadlineExceeded
                && await generations.DeliverStoredAsync(start, cancellationToken)
                    ? Settled(GenerationStatus.Succeeded, DeliveredFree, null, now)
                    : Settled(answer.Status, Generation.Word(resolved.State), answer.ProblemCode, now);
            return settled with { SentTo = await SentToAsync(start, answer, cancellationToken) };
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
            return Settled(generation.Status, $"charged:{generation.ChargedCredits}", generation.ProblemCode, now) with
            {
                SentTo = generation.SentTo,
            };
        }

        var parked = GenerationChanges.Final(start, GenerationStatus.Parked, 0, GenerationProblems.Parked, now);
        await ledger.LeaveAsync(account, start.GenerationId, parked, cancellationToken);
        return Settled(GenerationStatus.Parked, "parked", GenerationProblems.Parked, now) with
        {
            SentTo = generation.SentTo,
        };
    }

    public const string DeliveredFree = "delivered-free";

    /// <summary>The orchestration that ended without an answer of Generate does not know who was asked; the row does.</summary>
    private async Task<string?> SentToAsync(
        GenerationStart start,
        GenerateAnswer answer,
        CancellationToken cancellationToken
    ) =>
        answer is { ProblemCode: GenerationProblems.DeadlineExceeded or GenerationProblems.Unavailable, SentTo: null }
            ? (
                await generations.FindAsync(new AccountId(start.AccountId), start.GenerationId, cancellationToken)
            )?.SentTo
            : null;

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
}
