namespace AiPromptGen.Credits;

public sealed partial class AccountLedger
{
    public Task<GrantOutcome> GrantAsync(
        AccountId accountId,
        Grant grant,
        Func<GrantOutcome.Granted, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => GrantAsync(accountId, grant, passengers, null, cancellationToken);

    /// <summary>A grant that one person of support gives alone: the account row counts them, in the same transaction.</summary>
    /// <param name="most">Of all such grants to the account in a calendar month (UTC).</param>
    public Task<GrantOutcome> GrantAloneAsync(
        AccountId accountId,
        Grant grant,
        long most,
        CancellationToken cancellationToken
    )
    {
        var condition = new Condition<GrantOutcome>(
            account => AloneRules.Give(account.Profile, grant.Amount.Value, most, time.GetUtcNow()),
            new GrantOutcome.OverLimit()
        );
        return GrantAsync(accountId, grant, null, condition, cancellationToken);
    }

    private Task<GrantOutcome> GrantAsync(
        AccountId accountId,
        Grant grant,
        Func<GrantOutcome.Granted, IEnumerable<TableTransactionAction>>? passengers,
        Condition<GrantOutcome>? condition,
        CancellationToken cancellationToken
    ) =>
        OnceAsync<GrantOutcome, GrantOutcome.Granted>(
            accountId,
            OnceRow.Of(grant),
            (credits, now) => CreditRules.Grant(credits, grant, now),
            (_, credits) => new(credits.Balance, credits.Available(time.GetUtcNow())),
            row => new GrantOutcome.AlreadyGranted(new(row.Amount), row.Reference, row.At),
            passengers,
            condition,
            cancellationToken
        );

    /// <returns>When the grant was made, by its row; null when it was not.</returns>
    public async Task<DateTimeOffset?> GrantedAtAsync(
        AccountId accountId,
        string grantId,
        CancellationToken cancellationToken
    ) => (await FindDoneAsync(accountId, LedgerKeys.Grant(grantId), cancellationToken))?.At;

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

    /// <summary>Whichever it is, with a row of another slice that rides in it.</summary>
    public Task MoveAsync(
        AccountId accountId,
        CreditMove move,
        TableTransactionAction passenger,
        CancellationToken cancellationToken
    ) =>
        move switch
        {
            Grant grant => GrantAsync(accountId, grant, _ => [passenger], cancellationToken),
            Clawback clawback => ClawbackAsync(accountId, clawback, _ => [passenger], cancellationToken),
            Reinstatement back => ReinstateAsync(accountId, back, _ => [passenger], cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(move)),
        };

    /// <summary>
    /// How many credits of a lot expired without having been spent. Those whose expiry is not booked yet count too, so that
    /// the answer does not depend on when it is.
    /// </summary>
    public async Task<long> UnusedAsync(AccountId accountId, string lotId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var account = await ReadAsync(accountId, cancellationToken) ?? throw new AccountNotFoundException();
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

            // What is read of two states that differ may count an expiry twice, or not at all.
            if ((await ReadAsync(accountId, cancellationToken))?.Credits.NextEntry == account.Credits.NextEntry)
            {
                return booked + CreditLotRules.Unused(account.Credits, lotId, time.GetUtcNow());
            }
        }
    }

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
            null,
            cancellationToken
        );

    private sealed record Done(long Amount, long Posted, string Reference, DateTimeOffset At, string Token);

    /// <param name="Of">The properties to set with the change; null when it must not be made.</param>
    /// <param name="Refused">The outcome then.</param>
    private sealed record Condition<TOutcome>(
        Func<LedgerAccount, IReadOnlyDictionary<string, object>?> Of,
        TOutcome Refused
    );

    /// <summary>The row is inserted with the change, so a repeat collides with it and then finds it.</summary>
    private async Task<TOutcome> OnceAsync<TOutcome, TApplied>(
        AccountId accountId,
        OnceRow row,
        Func<CreditAccount, DateTimeOffset, CreditChange> rule,
        Func<long, CreditAccount, TApplied> applied,
        Func<Done, TOutcome> already,
        Func<TApplied, IEnumerable<TableTransactionAction>>? passengers,
        Condition<TOutcome>? condition,
        CancellationToken cancellationToken
    )
        where TApplied : TOutcome
    {
        var result = await transactions.RunAsync<TOutcome>(
            accountId,
            null,
            async (attempt, token) =>
            {
                var profile = condition?.Of(attempt.Account);
                var isRefused = condition is not null && profile is null;
                if ((attempt.Retry || isRefused) && await FindDoneAsync(accountId, row.RowKey, token) is { } done)
                {
                    var ours = string.Equals(done.Token, attempt.Token, StringComparison.Ordinal);
                    return LedgerChange.Nothing(ours ? applied(done.Posted, attempt.Account.Credits) : already(done));
                }

                if (attempt.Account.IsClosing)
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
