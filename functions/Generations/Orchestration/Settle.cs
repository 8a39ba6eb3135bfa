using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Orchestration;

/// <summary>
/// Charges the price or gives the reserved credits back, in one transaction of the ledger with the generation's final state. Then, however
/// the generation ended, the upload is deleted and the audit row written. A repeat finds the end that was decided and does only the
/// rest again, which changes nothing.
/// </summary>
internal sealed class Settle(
    AccountLedger ledger,
    UsageLimits limits,
    GenerationStore generations,
    CleanUp cleanUp,
    AppTelemetry telemetry,
    TimeProvider time
)
{
    public const string DeliveredFree = "delivered-free";

    public sealed record Input
    {
        public required GenerationStart Start { get; init; }
        public required GenerateAnswer Answer { get; init; }
    }

    [Function(nameof(Settle))]
    public async Task<Settlement> RunAsync([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        using var step = telemetry.StartStep(nameof(Settle), input.Start.TraceParent);
        var settled =
            input.Answer.Status == GenerationStatus.Succeeded
                ? await CommitAsync(input, cancellationToken)
                : await ReleaseAsync(input, cancellationToken);
        await cleanUp.RunAsync(input, settled, cancellationToken);
        return settled;
    }

    private async Task<Settlement> CommitAsync(Input input, CancellationToken cancellationToken)
    {
        var (start, now) = (input.Start, time.GetUtcNow());
        var account = new AccountId(start.AccountId);
        var outcome = await ledger.CommitAsync(
            account,
            start.GenerationId,
            Pricing.ToCharge(input.Answer.PriceCredits, start.ReserveCredits),
            r => [GenerationChanges.Final(start, GenerationStatus.Succeeded, r.Charged.Value, null, now)],
            cancellationToken
        );
        if (outcome is not ResolveResult.Resolved resolved)
        {
            return await generations.FindAsync(account, start.GenerationId, cancellationToken) is null
                ? Settlement.Erased(now)
                : throw new InvalidOperationException("There is no reservation to commit.");
        }

        var at = await CompletedAsync(start, resolved, now, cancellationToken);
        if (resolved.State == ReservationStatus.Committed)
        {
            return Settlement.From(GenerationStatus.Succeeded, $"committed:{resolved.Charged}", null, at) with
            {
                ChargedCredits = resolved.Charged.Value,
            };
        }

        // The sweep has already given the credits back. The result exists, so its owner gets it free.
        await generations.DeliverFreeAsync(start, cancellationToken);
        return Settlement.From(GenerationStatus.Succeeded, DeliveredFree, null, at);
    }

    private async Task<Settlement> ReleaseAsync(Input input, CancellationToken cancellationToken)
    {
        var (start, answer, now) = (input.Start, input.Answer, time.GetUtcNow());
        try
        {
            var outcome = await ledger.ReleaseAsync(
                new AccountId(start.AccountId),
                start.GenerationId,
                answer.Status == GenerationStatus.Refused ? limits.Refusals : null,
                _ => [GenerationChanges.Final(start, answer.Status, 0, answer.ProblemCode, now)],
                cancellationToken
            );
            if (outcome is not ResolveResult.Resolved resolved)
            {
                return Settlement.Erased(now);
            }

            var at = await CompletedAsync(start, resolved, now, cancellationToken);
            // Generate may have stored a result whose answer never came back: it was too late, or every attempt of it failed afterwards.
            var settled =
                answer.Status == GenerationStatus.Failed
                && await generations.DeliverStoredAsync(start, cancellationToken)
                    ? Settlement.From(GenerationStatus.Succeeded, DeliveredFree, null, at)
                    : Settlement.From(answer.Status, Generation.Word(resolved.State), answer.ProblemCode, at);
            return settled with { SentTo = await SentToAsync(start, answer, cancellationToken) };
        }
        catch (OtherRowConflictException missing) when (missing.Status == 404)
        {
            return Settlement.Erased(now);
        }
    }

    /// <summary>When the generation ended: at a repeat the time of the first run, so that the same audit row is written.</summary>
    private async Task<DateTimeOffset> CompletedAsync(
        GenerationStart start,
        ResolveResult.Resolved resolved,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (resolved.First)
        {
            return now;
        }

        var row = await generations.FindAsync(new AccountId(start.AccountId), start.GenerationId, cancellationToken);
        return row?.CompletedAt ?? now;
    }

    /// <summary>Who was sent the request, read from the row, when the orchestration got no answer from Generate.</summary>
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
}

/// <summary>What the ledger recorded; the audit row says this and not what was intended.</summary>
public sealed record Settlement
{
    public required GenerationStatus Status { get; init; }
    public required string QuotaEvent { get; init; }
    public long ChargedCredits { get; init; }
    public string? ProblemCode { get; init; }

    /// <summary>
    /// The services that may have been sent the request, as in <see cref="GenerateAnswer.SentTo"/>, when there is no answer that says so.
    /// </summary>
    public string? SentTo { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The settlement of a generation whose account is being erased or is gone.</summary>
    public static Settlement Erased(DateTimeOffset at) =>
        From(GenerationStatus.Failed, "erased", AccountClosing.Problem.Code, at);

    public static Settlement From(GenerationStatus status, string quota, string? problem, DateTimeOffset at) =>
        new()
        {
            Status = status,
            QuotaEvent = quota,
            ProblemCode = problem,
            CompletedAt = at,
        };
}
