namespace AiPromptGen.Credits;

public sealed partial class AccountLedger
{
    /// <summary>
    /// Sets credits aside for one generation. A second call with the same reservation id changes nothing and gets the first one's
    /// answer, even with another amount.
    /// </summary>
    /// <param name="otherRows">Rows of other slices that are written in the same transaction, once.</param>
    public async Task<ReserveResult> ReserveAsync(
        ReserveRequest request,
        Func<ReserveResult.Reserved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    )
    {
        LedgerKeys.Reservation(request.ReservationId);
        var result = await _transactions.RunAsync<ReserveResult>(
            request.AccountId,
            null,
            (attempt, token) => ReserveAsync(attempt, request, otherRows, token),
            cancellationToken
        );
        return result.Outcome;
    }

    /// <summary>
    /// Charges the amount and gives the rest of the reservation back at once. The generation of the same id no longer counts as
    /// active.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is more than was reserved.</exception>
    public Task<ResolveResult> CommitAsync(
        AccountId accountId,
        string reservationId,
        CreditAmount amount,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationStatus.Committed, amount),
            (state, now) => CreditRules.Commit(state, reservationId, amount, now),
            otherRows,
            cancellationToken
        );

    /// <summary>Gives everything back. The generation of the same id no longer counts as active.</summary>
    /// <param name="refused">
    /// The limits on refusals, when a safety check refused the generation: the refusal is then counted in the same transaction, once.
    /// Null for every other end.
    /// </param>
    public Task<ResolveResult> ReleaseAsync(
        AccountId accountId,
        string reservationId,
        RefusalLimits? refused,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationStatus.Released, CreditAmount.Zero) { Refused = refused },
            (state, now) => CreditRules.Release(state, reservationId, now),
            otherRows,
            cancellationToken
        );

    /// <summary>
    /// Gives everything back once the reservation's deadline has passed; before it, nothing happens (<see cref="ResolveResult.NotDue"/>).
    /// The generation of the same id no longer counts as active.
    /// </summary>
    public Task<ResolveResult> ExpireAsync(
        AccountId accountId,
        string reservationId,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    ) =>
        ResolveAsync(
            new(accountId, reservationId, ReservationStatus.Expired, CreditAmount.Zero),
            (state, now) => CreditRules.Expire(state, reservationId, now),
            otherRows,
            cancellationToken
        );

    private async ValueTask<LedgerChange<ReserveResult>> ReserveAsync(
        LedgerAttempt attempt,
        ReserveRequest request,
        Func<ReserveResult.Reserved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    )
    {
        if (attempt.Account.IsClosing)
        {
            return AccountClosing.Refuse<ReserveResult>(attempt);
        }

        var now = time.GetUtcNow();
        var (id, credits) = (request.AccountId, attempt.Account.Credits);
        var decision = CreditRules.Reserve(credits, request.ReservationId, request.Amount, request.Deadline, now);
        if (decision is ReserveResult.Reserved { Change: null })
        {
            return LedgerChange.Nothing(decision);
        }

        if (!attempt.Cached && (attempt.Retry || decision is not ReserveResult.Reserved))
        {
            switch (await FindReservationAsync(id, request.ReservationId, cancellationToken))
            {
                case { State: ReservationStatus.Open }:
                    return LedgerChange.Again<ReserveResult>();
                case { } row:
                    return LedgerChange.Nothing<ReserveResult>(
                        new ReserveResult.AlreadyResolved(row.State, row.Charged)
                    );
            }
        }

        if (decision is not ReserveResult.Reserved { Change: { } change } reserved)
        {
            return LedgerChange.Nothing(decision);
        }

        reserved = reserved with { Change = null };
        return new()
        {
            Outcome = reserved,
            Credits = change,
            Rows = [ReservationRow.Add(request, now, attempt.Token)],
            OtherRows = [.. otherRows?.Invoke(reserved) ?? []],
        };
    }

    private sealed record Resolution(AccountId AccountId, string Id, ReservationStatus State, CreditAmount Amount)
    {
        public RefusalLimits? Refused { get; init; }

        public UsageState UsageAfter(UsageState before, DateTimeOffset now)
        {
            var left = AdmissionRules.Leave(before, Id);
            return Refused is null ? left : left with { Refusals = RefusalRules.Count(left.Refusals, Refused, now) };
        }

        public bool Is(ReservationRow row) => row.State == State && row.Charged == Amount;

        /// <summary>How the reservation row remembers this attempt when another one ended the reservation before it.</summary>
        public string Attempt =>
            State == ReservationStatus.Committed
                ? $"{ReservationRow.Word(State)}:{Amount}"
                : ReservationRow.Word(State);
    }

    private async Task<ResolveResult> ResolveAsync(
        Resolution asked,
        Func<CreditAccount, DateTimeOffset, ResolveResult> rule,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    )
    {
        LedgerKeys.Reservation(asked.Id);
        try
        {
            var result = await _transactions.RunAsync<ResolveResult>(
                asked.AccountId,
                null,
                (attempt, token) => ResolveAsync(attempt, asked, rule, otherRows, token),
                cancellationToken
            );
            return result.Outcome;
        }
        catch (AccountNotFoundException)
        {
            return new ResolveResult.NotFound();
        }
    }

    private async ValueTask<LedgerChange<ResolveResult>> ResolveAsync(
        LedgerAttempt attempt,
        Resolution asked,
        Func<CreditAccount, DateTimeOffset, ResolveResult> rule,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        switch (rule(attempt.Account.Credits, now))
        {
            case ResolveResult.Resolved { Change: { } change } resolved:
                resolved = resolved with { Change = null };
                return new()
                {
                    Outcome = resolved,
                    Credits = change,
                    Usage = asked.UsageAfter(attempt.Account.Usage, now),
                    Rows =
                    [
                        ReservationRow.End(
                            asked.AccountId,
                            asked.Id,
                            asked.State,
                            resolved.Charged,
                            now,
                            attempt.Token
                        ),
                    ],
                    OtherRows = [.. otherRows?.Invoke(resolved) ?? []],
                };
            case ResolveResult.NotDue early:
                return LedgerChange.Nothing<ResolveResult>(early);
            default:
                return attempt.Cached
                    ? LedgerChange.Nothing<ResolveResult>(new ResolveResult.NotFound())
                    : await ResolvedBeforeAsync(attempt, asked, otherRows, cancellationToken);
        }
    }

    /// <summary>
    /// Writes a closed row for an id under which nothing is reserved. The activity that reserves may still be running although it was given
    /// up for dead; it then finds this row and reserves nothing, so that no reservation stays open without an orchestration to end it.
    /// </summary>
    private LedgerChange<ResolveResult> Close(
        LedgerAttempt attempt,
        Resolution asked,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows
    )
    {
        var now = time.GetUtcNow();
        var closed = new ResolveResult.Resolved(
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
            OtherRows = [.. otherRows?.Invoke(closed) ?? []],
        };
    }

    /// <summary>
    /// The answer for a reservation that is not open, as its row says. If this call asked for another end than the one in the row, the row
    /// also records that, for a person who investigates.
    /// </summary>
    private async Task<LedgerChange<ResolveResult>> ResolvedBeforeAsync(
        LedgerAttempt attempt,
        Resolution asked,
        Func<ResolveResult.Resolved, IEnumerable<TableTransactionAction>>? otherRows,
        CancellationToken cancellationToken
    )
    {
        var row = await FindReservationAsync(asked.AccountId, asked.Id, cancellationToken);
        if (row is null)
        {
            return asked.State == ReservationStatus.Committed
                ? LedgerChange.Nothing<ResolveResult>(new ResolveResult.NotFound())
                : Close(attempt, asked, otherRows);
        }

        if (row.State == ReservationStatus.Open)
        {
            return LedgerChange.Again<ResolveResult>();
        }

        if (!asked.Is(row) && row.WithLate(asked.AccountId, asked.Id, asked.Attempt) is { } late)
        {
            await users.UpdateEntityAsync(late, row.ETag, TableUpdateMode.Merge, cancellationToken);
        }

        var first = string.Equals(row.Token, attempt.Token, StringComparison.Ordinal);
        return LedgerChange.Nothing<ResolveResult>(
            new ResolveResult.Resolved(row.State, row.Charged, attempt.Account.Credits.Balance, first)
        );
    }

    private async Task<ReservationRow?> FindReservationAsync(
        AccountId accountId,
        string id,
        CancellationToken cancellationToken
    ) =>
        await _transactions.FindAsync(accountId, LedgerKeys.Reservation(id), cancellationToken) is { } row
            ? ReservationRow.FromRow(row)
            : null;
}
