namespace AiPromptGen.Credits;

public sealed partial class AccountLedger
{
    public Task<GrantResult> GrantAsync(
        AccountRef account,
        Grant grant,
        Func<GrantResult.Granted, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) => GrantAsync(account, grant, otherRows, null, cancellationToken);

    /// <summary>
    /// Grants credits that one person of support gives without a second one. The same transaction adds them to the sum in the account row.
    /// </summary>
    /// <param name="max">The most credits that all such grants may give the account in one calendar month (UTC).</param>
    public Task<GrantResult> GrantAloneAsync(
        AccountId accountId,
        Grant grant,
        long max,
        CancellationToken cancellationToken
    )
    {
        var condition = new Condition<GrantResult>(
            account =>
                AloneRules.Give(account.Profile.GivenAlone, grant.Amount.Value, max, time.GetUtcNow()) is { } given
                    ? profile => profile with { GivenAlone = given }
                    : null,
            new GrantResult.OverLimit()
        );
        return GrantAsync(AccountRef.Current(accountId), grant, null, condition, cancellationToken);
    }

    private Task<GrantResult> GrantAsync(
        AccountRef account,
        Grant grant,
        Func<GrantResult.Granted, IEnumerable<TableTransactionAction>>? otherRows,
        Condition<GrantResult>? condition,
        CancellationToken cancellationToken
    ) =>
        OnceAsync<GrantResult, GrantResult.Granted>(
            account,
            OnceRow.From(grant),
            (credits, now) => CreditRules.Grant(credits, grant, now),
            (_, credits) => new(credits.Balance, credits.Available(time.GetUtcNow())),
            row => new GrantResult.AlreadyGranted(new(row.Amount), row.Reference, row.At),
            otherRows,
            condition,
            cancellationToken
        );

    /// <returns>When the grant was made, as its row says; null when it was not made.</returns>
    public async Task<DateTimeOffset?> GrantedAtAsync(
        AccountId accountId,
        string grantId,
        CancellationToken cancellationToken
    ) => (await FindDoneAsync(accountId, LedgerKeys.Grant(grantId), cancellationToken))?.At;

    public Task<AdjustmentResult> ClawbackAsync(
        AccountRef account,
        Clawback clawback,
        Func<AdjustmentResult.Applied, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        AdjustAsync(
            account,
            OnceRow.From(clawback),
            (credits, now) => CreditRules.Clawback(credits, clawback, now),
            otherRows,
            cancellationToken
        );

    public Task<AdjustmentResult> ReinstateAsync(
        AccountRef account,
        Reinstatement reinstatement,
        Func<AdjustmentResult.Applied, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        AdjustAsync(
            account,
            OnceRow.From(reinstatement),
            (credits, now) => CreditRules.Reinstate(credits, reinstatement, now),
            otherRows,
            cancellationToken
        );

    /// <summary>Grants, takes back or reinstates, and writes a row of another slice in the same transaction.</summary>
    public Task MoveAsync(
        AccountRef account,
        CreditMove move,
        TableTransactionAction otherRow,
        CancellationToken cancellationToken
    ) =>
        move switch
        {
            Grant grant => GrantAsync(account, grant, _ => [otherRow], cancellationToken),
            Clawback clawback => ClawbackAsync(account, clawback, _ => [otherRow], cancellationToken),
            Reinstatement back => ReinstateAsync(account, back, _ => [otherRow], cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(move)),
        };

    /// <summary>
    /// How many credits of a lot expired without having been spent. Credits whose expiry is not booked yet count too, so that the answer
    /// does not depend on when the expiry is booked.
    /// </summary>
    /// <exception cref="Platform.Http.ProblemException">409: the account was erased.</exception>
    public async Task<long> UnusedAsync(AccountId accountId, string lotId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var account = await ReadAsync(accountId, cancellationToken) ?? throw AccountClosing.Problem.ToException();
            var (first, end, type) = (LedgerKeys.Entry(long.MaxValue), LedgerKeys.Entry(0), "expiry");
            var rows = users.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {accountId.Value} and RowKey ge {first} and RowKey le {end} and LotId eq {lotId} and Type eq {type}"
                ),
                cancellationToken: cancellationToken
            );
            var booked = 0L;
            await foreach (var row in rows)
            {
                booked -= EntryRow.Read(row).Amount;
            }

            // If the account changed between the two reads, an expiry may have been counted twice or not at all, so both are read again.
            if ((await ReadAsync(accountId, cancellationToken))?.Credits.NextEntry == account.Credits.NextEntry)
            {
                return booked + CreditLotRules.Unused(account.Credits, lotId, time.GetUtcNow());
            }
        }
    }

    private Task<AdjustmentResult> AdjustAsync(
        AccountRef account,
        OnceRow row,
        Func<CreditAccount, DateTimeOffset, CreditChange> rule,
        Func<AdjustmentResult.Applied, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        OnceAsync<AdjustmentResult, AdjustmentResult.Applied>(
            account,
            row,
            rule,
            (posted, credits) => new(posted, credits.Balance, credits.Debt),
            done => new AdjustmentResult.AlreadyApplied(done.Posted, done.At),
            otherRows,
            null,
            cancellationToken
        );

    /// <param name="Of">Returns how the profile changes with the grant, or null when the grant must not be made.</param>
    /// <param name="Refused">The outcome when it must not be made.</param>
    private sealed record Condition<TOutcome>(
        Func<LedgerAccount, Func<AccountProfile, AccountProfile>?> Of,
        TOutcome Refused
    );

    /// <summary>
    /// Makes a change of the credits once. Its idempotency row is inserted in the same transaction, so a repeat fails on that row, finds it
    /// and returns the earlier outcome.
    /// </summary>
    private Task<TOutcome> OnceAsync<TOutcome, TApplied>(
        AccountRef account,
        OnceRow row,
        Func<CreditAccount, DateTimeOffset, CreditChange> rule,
        Func<long, CreditAccount, TApplied> applied,
        Func<OnceRow, TOutcome> already,
        Func<TApplied, IEnumerable<TableTransactionAction>>? otherRows,
        Condition<TOutcome>? condition,
        CancellationToken cancellationToken
    )
        where TApplied : TOutcome =>
        RunOpenAsync<TOutcome>(
            account,
            async (attempt, token) =>
            {
                var profile = condition?.Of(attempt.Account);
                var isRefused = condition is not null && profile is null;
                if ((attempt.Retry || isRefused) && await FindDoneAsync(account.Id, row.RowKey, token) is { } done)
                {
                    var ours = string.Equals(done.Token, attempt.Token, StringComparison.Ordinal);
                    return LedgerChange.Nothing(ours ? applied(done.Posted, attempt.Account.Credits) : already(done));
                }

                if (AccountClosing.IsOver(attempt.Account, account))
                {
                    return AccountClosing.Refuse<TOutcome>(attempt);
                }

                if (isRefused)
                {
                    return LedgerChange.Nothing(condition!.Refused);
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
                    Profile = profile,
                    Rows = [row.Add(account.Id, posted, now, attempt.Token)],
                    OtherRows = [.. otherRows?.Invoke(outcome) ?? []],
                };
            },
            cancellationToken
        );

    private async Task<OnceRow?> FindDoneAsync(
        AccountId accountId,
        string rowKey,
        CancellationToken cancellationToken
    ) => await _transactions.FindAsync(accountId, rowKey, cancellationToken) is { } row ? OnceRow.FromRow(row) : null;
}
