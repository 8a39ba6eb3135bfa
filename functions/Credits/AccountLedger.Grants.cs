using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.Credits;

public sealed partial class AccountLedger
{
    public Task<GrantOutcome> GrantAsync(
        AccountId accountId,
        Grant grant,
        Func<GrantOutcome.Granted, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        OnceAsync<GrantOutcome, GrantOutcome.Granted>(
            accountId,
            OnceRow.Of(grant),
            (credits, now) => CreditRules.Grant(credits, grant, now),
            (_, credits) => new(credits.Balance, credits.Available(time.GetUtcNow())),
            row => new GrantOutcome.AlreadyGranted(new(row.Amount), row.Reference, row.At),
            passengers,
            cancellationToken
        );

    public Task<AdjustmentOutcome> ClawbackAsync(
        AccountId accountId,
        Clawback clawback,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        AdjustAsync(
            accountId,
            OnceRow.Of(clawback),
            (credits, now) => CreditRules.Clawback(credits, clawback, now),
            passengers,
            cancellationToken
        );

    public Task<AdjustmentOutcome> ReinstateAsync(
        AccountId accountId,
        Reinstatement reinstatement,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        AdjustAsync(
            accountId,
            OnceRow.Of(reinstatement),
            (credits, now) => CreditRules.Reinstate(credits, reinstatement, now),
            passengers,
            cancellationToken
        );

    public Task<AdjustmentOutcome> CorrectAsync(
        AccountId accountId,
        Correction correction,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        AdjustAsync(
            accountId,
            OnceRow.Of(correction),
            (credits, now) => CreditRules.Correct(credits, correction, now),
            passengers,
            cancellationToken
        );

    private Task<AdjustmentOutcome> AdjustAsync(
        AccountId accountId,
        OnceRow row,
        Func<CreditAccount, DateTimeOffset, CreditChange> rule,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        OnceAsync<AdjustmentOutcome, AdjustmentOutcome.Applied>(
            accountId,
            row,
            rule,
            (posted, credits) => new(posted, credits.Balance, credits.Debt),
            done => new AdjustmentOutcome.AlreadyApplied(done.Posted, done.At),
            passengers,
            cancellationToken
        );

    private sealed record Done(long Amount, long Posted, string Reference, DateTimeOffset At, string Token);

    /// <summary>The row is inserted with the change, so a repeat collides with it and then finds it.</summary>
    private async Task<TOutcome> OnceAsync<TOutcome, TApplied>(
        AccountId accountId,
        OnceRow row,
        Func<CreditAccount, DateTimeOffset, CreditChange> rule,
        Func<long, CreditAccount, TApplied> applied,
        Func<Done, TOutcome> already,
        Func<TApplied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
        where TApplied : TOutcome
    {
        var result = await transactions.RunAsync<TOutcome>(
            accountId,
            null,
            async (attempt, token) =>
            {
                if (attempt.Retry && await FindDoneAsync(accountId, row.RowKey, token) is { } done)
                {
                    var ours = string.Equals(done.Token, attempt.Token, StringComparison.Ordinal);
                    return LedgerChange.Nothing(ours ? applied(done.Posted, attempt.Account.Credits) : already(done));
                }

                if (attempt.Account.IsClosing)
                {
                    return AccountClosing.Refuse<TOutcome>(attempt);
                }

                var now = time.GetUtcNow();
                var change = rule(attempt.Account.Credits, now);
                var posted = change
                    .Entries.Where(entry => entry.Type != LedgerEntryType.Expiry)
                    .Sum(entry => entry.Amount);
                var outcome = applied(posted, change.State);
                return new()
                {
                    Outcome = outcome,
                    Credits = change,
                    Rows = [row.Add(accountId, posted, now, attempt.Token)],
                    Passengers = [.. passengers?.Invoke(outcome) ?? []],
                };
            },
            cancellationToken
        );
        return result.Outcome;
    }

    private async Task<Done?> FindDoneAsync(AccountId accountId, string rowKey, CancellationToken cancellationToken) =>
        await transactions.FindAsync(accountId, rowKey, cancellationToken) is { } row
            ? new(
                row.GetInt64("Amount")!.Value,
                row.GetInt64("Posted")!.Value,
                row.GetString("Reference"),
                row.GetDateTimeOffset("At")!.Value,
                row.GetString("Token")
            )
            : null;
}
