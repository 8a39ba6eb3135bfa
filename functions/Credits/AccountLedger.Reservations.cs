namespace AiPromptGen.Credits;

public sealed partial class AccountLedger
{
    /// <summary>Repeated with the same id it gives the same answer, whatever the amount: the first one counts.</summary>
    public async Task<ReserveOutcome> ReserveAsync(
        ReserveRequest request,
        Func<ReserveOutcome.Reserved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
    {
        LedgerKeys.Reservation(request.ReservationId);
        var result = await transactions.RunAsync<ReserveOutcome>(
            request.AccountId,
            null,
            (attempt, token) => ReserveAsync(attempt, request, passengers, token),
            cancellationToken
        );
        return result.Outcome;
    }

    /// <summary>Charges the amount and returns the rest at once. Ends the active generation of the same id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than is reserved.</exception>
    public Task<ResolveOutcome> CommitAsync(
        AccountId accountId,
        string reservationId,
        CreditAmount amount,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationState.Committed, amount),
            (state, now) => CreditRules.Commit(state, reservationId, amount, now),
            passengers,
            cancellationToken
        );

    /// <summary>Returns everything. Ends the active generation of the same id.</summary>
    /// <param name="refused">Given when it was refused by a safety check: that is counted in the same transaction, once.</param>
    public Task<ResolveOutcome> ReleaseAsync(
        AccountId accountId,
        string reservationId,
        RefusalLimits? refused,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationState.Released, CreditAmount.Zero) { Refused = refused },
            (state, now) => CreditRules.Release(state, reservationId, now),
            passengers,
            cancellationToken
        );

    /// <summary>Returns everything, from the deadline on. Ends the active generation of the same id.</summary>
    public Task<ResolveOutcome> ExpireAsync(
        AccountId accountId,
        string reservationId,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationState.Expired, CreditAmount.Zero),
            (state, now) => CreditRules.Expire(state, reservationId, now),
            passengers,
            cancellationToken
        );

    private async ValueTask<LedgerChange<ReserveOutcome>> ReserveAsync(
        LedgerAttempt attempt,
        ReserveRequest request,
        Func<ReserveOutcome.Reserved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
    {
        if (attempt.Account.IsClosing)
        {
            return AccountClosing.Refuse<ReserveOutcome>(attempt);
        }

        var now = time.GetUtcNow();
        var (id, credits) = (request.AccountId, attempt.Account.Credits);
        var decision = CreditRules.Reserve(credits, request.ReservationId, request.Amount, request.Deadline, now);
        if (decision is ReserveDecision.AlreadyOpen)
        {
            return LedgerChange.Nothing<ReserveOutcome>(Reserved(credits, now));
        }

        if (!attempt.Cached && (attempt.Retry || decision is not ReserveDecision.Reserved))
        {
            switch (await FindReservationAsync(id, request.ReservationId, cancellationToken))
            {
                case { State: ReservationState.Open }:
                    return LedgerChange.Again<ReserveOutcome>();
                case { } row:
                    return LedgerChange.Nothing<ReserveOutcome>(
                        new ReserveOutcome.AlreadyResolved(row.State, row.Charged)
                    );
            }
        }

        switch (decision)
        {
            case ReserveDecision.Reserved { Change: var change }:
                var reserved = Reserved(change.State, now);
                return new()
                {
                    Outcome = reserved,
                    Credits = change,
                    Rows = [ReservationRow.Add(request, now, attempt.Token)],
                    Passengers = [.. passengers?.Invoke(reserved) ?? []],
                };
            case ReserveDecision.TooManyOpen { Limit: var limit }:
                return LedgerChange.Nothing<ReserveOutcome>(new ReserveOutcome.TooManyOpen(limit));
            default:
                return LedgerChange.Nothing<ReserveOutcome>(
                    new ReserveOutcome.Insufficient(((ReserveDecision.Insufficient)decision).Available)
                );
        }
    }

    private static ReserveOutcome.Reserved Reserved(CreditAccount credits, DateTimeOffset now) =>
        new(credits.Balance, credits.Available(now));

    private sealed record Resolution(AccountId AccountId, string Id, ReservationState State, CreditAmount Amount)
    {
        public RefusalLimits? Refused { get; init; }

        public UsageState UsageAfter(UsageState before, DateTimeOffset now)
        {
            var left = AdmissionRules.Leave(before, Id);
            return Refused is null ? left : left with { Refusals = RefusalRules.Count(left.Refusals, Refused, now) };
        }

        public bool Is(ReservationRow row) => row.State == State && row.Charged == Amount;

        /// <summary>As the reservation row remembers it when it comes late.</summary>
        public string Attempt =>
            State == ReservationState.Committed ? $"{ReservationRow.Word(State)}:{Amount}" : ReservationRow.Word(State);
    }

    private async Task<ResolveOutcome> ResolveAsync(
        Resolution asked,
        Func<CreditAccount, DateTimeOffset, ResolveDecision> rule,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
    {
        LedgerKeys.Reservation(asked.Id);
        try
        {
            var result = await transactions.RunAsync<ResolveOutcome>(
                asked.AccountId,
                null,
                (attempt, token) => ResolveAsync(attempt, asked, rule, passengers, token),
                cancellationToken
            );
            return result.Outcome;
        }
        catch (AccountNotFoundException)
        {
            return new ResolveOutcome.NotFound();
        }
    }

    private async ValueTask<LedgerChange<ResolveOutcome>> ResolveAsync(
        LedgerAttempt attempt,
        Resolution asked,
        Func<CreditAccount, DateTimeOffset, ResolveDecision> rule,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        switch (rule(attempt.Account.Credits, now))
        {
            case ResolveDecision.Resolved { Change: var change, Charged: var charged }:
                var resolved = new ResolveOutcome.Resolved(asked.State, charged, change.State.Balance, true);
                return new()
                {
                    Outcome = resolved,
                    Credits = change,
                    Usage = asked.UsageAfter(attempt.Account.Usage, now),
                    Rows = [ReservationRow.End(asked.AccountId, asked.Id, asked.State, charged, now, attempt.Token)],
                    Passengers = [.. passengers?.Invoke(resolved) ?? []],
                };
            case ResolveDecision.NotDue { Deadline: var deadline }:
                return LedgerChange.Nothing<ResolveOutcome>(new ResolveOutcome.NotDue(deadline));
            default:
                return attempt.Cached
                    ? LedgerChange.Nothing<ResolveOutcome>(new ResolveOutcome.NotFound())
                    : await ResolvedBeforeAsync(attempt, asked, passengers, cancellationToken);
        }
    }

    /// <summary>
    /// Nothing was reserved under this id, or not yet: an activity given up for dead may still be on its way. The closed row
    /// refuses it, so that no reservation is left that nobody would end.
    /// </summary>
    private LedgerChange<ResolveOutcome> Close(
        LedgerAttempt attempt,
        Resolution asked,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers
    )
    {
        var now = time.GetUtcNow();
        var closed = new ResolveOutcome.Resolved(
            asked.State,
            CreditAmount.Zero,
            attempt.Account.Credits.Balance,
            First: true
        );
        return new()
        {
            Outcome = closed,
            Usage = asked.UsageAfter(attempt.Account.Usage, now),
            Rows = [ReservationRow.Closed(asked.AccountId, asked.Id, asked.State, now, attempt.Token)],
            Passengers = [.. passengers?.Invoke(closed) ?? []],
        };
    }

    /// <summary>It is not open: its row says what became of it, and remembers that somebody wanted something else.</summary>
    private async Task<LedgerChange<ResolveOutcome>> ResolvedBeforeAsync(
        LedgerAttempt attempt,
        Resolution asked,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    )
    {
        var row = await FindReservationAsync(asked.AccountId, asked.Id, cancellationToken);
        if (row is null)
        {
            return asked.State == ReservationState.Committed
                ? LedgerChange.Nothing<ResolveOutcome>(new ResolveOutcome.NotFound())
                : Close(attempt, asked, passengers);
        }

        if (row.State == ReservationState.Open)
        {
            return LedgerChange.Again<ResolveOutcome>();
        }

        if (!asked.Is(row) && row.WithLate(asked.AccountId, asked.Id, asked.Attempt) is { } late)
        {
            await users.UpdateEntityAsync(late, row.ETag, TableUpdateMode.Merge, cancellationToken);
        }

        var first = string.Equals(row.Token, attempt.Token, StringComparison.Ordinal);
        return LedgerChange.Nothing<ResolveOutcome>(
            new ResolveOutcome.Resolved(row.State, row.Charged, attempt.Account.Credits.Balance, first)
        );
    }

    private async Task<ReservationRow?> FindReservationAsync(
        AccountId accountId,
        string id,
        CancellationToken cancellationToken
    ) =>
        await transactions.FindAsync(accountId, LedgerKeys.Reservation(id), cancellationToken) is { } row
            ? ReservationRow.Read(row)
            : null;
}
