namespace AiPromptGen.Credits;

/// <summary>
/// The credit state machine: a reservation is committed, released or expired, once. A lot that has expired can no longer be spent from that
/// moment on; the ledger entry about it is written by the next change, and only for credits that no reservation holds.
/// </summary>
public static class CreditRules
{
    /// <summary>The most open reservations of an account.</summary>
    public const int MaxOpen = 64;

    public static ReserveResult Reserve(
        CreditAccount state,
        string id,
        CreditAmount amount,
        DateTimeOffset deadline,
        DateTimeOffset now
    )
    {
        var available = state.Available(now);
        if (Find(state, id) is not null)
        {
            return new ReserveResult.Reserved(state.Balance, available);
        }

        if (available < amount)
        {
            return new ReserveResult.Insufficient(available);
        }

        if (state.Open.Length >= MaxOpen)
        {
            return new ReserveResult.TooManyOpen(MaxOpen);
        }

        var calculation = Start(state, now);
        calculation.Hold(id, amount, deadline);
        var change = calculation.Finish();
        return new ReserveResult.Reserved(change.State.Balance, change.State.Available(now)) { Change = change };
    }

    /// <summary>
    /// Charges the amount; what is reserved beyond it returns to its lots. This is possible after the deadline too, as long as the
    /// reservation has not been ended.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is more than is reserved.</exception>
    public static ResolveResult Commit(CreditAccount state, string id, CreditAmount amount, DateTimeOffset now)
    {
        if (Find(state, id) is not { } reservation)
        {
            return new ResolveResult.NotFound();
        }

        if (amount > reservation.Amount)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), "More than is reserved.");
        }

        return End(state, reservation, ReservationStatus.Committed, amount, now);
    }

    public static ResolveResult Release(CreditAccount state, string id, DateTimeOffset now) =>
        Find(state, id) is { } reservation
            ? End(state, reservation, ReservationStatus.Released, CreditAmount.Zero, now)
            : new ResolveResult.NotFound();

    public static ResolveResult Expire(CreditAccount state, string id, DateTimeOffset now) =>
        Find(state, id) switch
        {
            null => new ResolveResult.NotFound(),
            { } reservation when now < reservation.Deadline => new ResolveResult.NotDue(reservation.Deadline),
            { } reservation => End(state, reservation, ReservationStatus.Expired, CreditAmount.Zero, now),
        };

    /// <summary>Adds a lot. A repeated grant is recognized by the grant's row, not here.</summary>
    public static CreditChange Grant(CreditAccount state, Grant grant, DateTimeOffset now)
    {
        var type = grant.Origin switch
        {
            CreditOrigin.Purchase => LedgerEntryType.Purchase,
            CreditOrigin.Subscription => LedgerEntryType.Subscription,
            _ => LedgerEntryType.Grant,
        };
        var lot = NewLot(grant.Id, grant.Origin, grant.Amount, grant.Expires, now);
        return Add(Start(state, now), lot, type, grant.Reference);
    }

    /// <summary>
    /// Takes the credits from the lot first, then from the others in the order in which they are spent. What is missing becomes debt.
    /// </summary>
    public static CreditChange Clawback(CreditAccount state, Clawback clawback, DateTimeOffset now)
    {
        var calculation = Start(state, now);
        var spendable = calculation.Spendable().ToList();
        var ordered = spendable.OrderBy(lot => !Same(lot.Id, clawback.LotId));
        var taken = calculation.TakeFree(ordered, clawback.Amount);
        var sum = new CreditAmount(taken.Sum(draw => draw.Amount.Value));
        calculation.Post(LedgerEntryType.Clawback, -sum.Value, clawback.Reference, clawback.LotId);
        calculation.Owe(clawback.Amount - sum);
        return calculation.Finish();
    }

    /// <summary>The inverse of a clawback: lowers the debt first, the rest is spendable again.</summary>
    public static CreditChange Reinstate(CreditAccount state, Reinstatement reinstatement, DateTimeOffset now)
    {
        var calculation = Start(state, now);
        var netted = CreditAmount.Min(calculation.Debt, reinstatement.Amount);
        calculation.Forgive(netted);
        var rest = reinstatement.Amount - netted;
        var lot = calculation.Lot(reinstatement.LotId) is { } live
            ? Grow(live, rest) with
            {
                // An expired lot still exists while a reservation holds some of it.
                Expires = live.Expires < reinstatement.Expires ? reinstatement.Expires : live.Expires,
            }
            : NewLot(reinstatement.LotId, reinstatement.Origin, rest, reinstatement.Expires, now);
        calculation.Put(lot);
        calculation.Post(LedgerEntryType.Reinstatement, rest.Value, reinstatement.Reference, lot.Id);
        calculation.BookExpiry();
        return calculation.Finish();
    }

    private static CreditCalculation Start(CreditAccount state, DateTimeOffset now)
    {
        var calculation = new CreditCalculation(state, now);
        calculation.BookExpiry();
        return calculation;
    }

    private static ResolveResult.Resolved End(
        CreditAccount state,
        OpenReservation reservation,
        ReservationStatus end,
        CreditAmount charge,
        DateTimeOffset now
    )
    {
        var calculation = Start(state, now);
        calculation.LetGo(reservation);
        var charged = new List<CreditDraw>();
        var left = charge;
        foreach (var draw in reservation.Draws.Where(_ => left > CreditAmount.Zero))
        {
            var part = CreditAmount.Min(draw.Amount, left);
            calculation.Take(draw.LotId, part);
            charged.Add(new(draw.LotId, part));
            left -= part;
        }

        calculation.Post(LedgerEntryType.Charge, -charge.Value, reservation.Id, CreditCalculation.OnlyLot(charged));
        calculation.CollectDebt(reservation.Draws.Select(draw => draw.LotId), reservation.Id);
        calculation.BookExpiry();
        var change = calculation.Finish();
        return new(end, charge, change.State.Balance, First: true) { Change = change };
    }

    private static CreditChange Add(
        CreditCalculation calculation,
        CreditLot lot,
        LedgerEntryType type,
        string reference
    )
    {
        calculation.Put(calculation.Lot(lot.Id) is { } live ? Grow(live, lot.Amount) : lot);
        calculation.Post(type, lot.Amount.Value, reference, lot.Id);
        calculation.CollectDebt([lot.Id], reference);
        calculation.BookExpiry();
        return calculation.Finish();
    }

    private static CreditLot NewLot(
        string id,
        CreditOrigin origin,
        CreditAmount amount,
        DateTimeOffset? expires,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Origin = origin,
            Granted = now,
            Expires = expires,
            Amount = amount,
            Remaining = amount,
        };

    private static CreditLot Grow(CreditLot lot, CreditAmount by) =>
        lot with
        {
            Remaining = lot.Remaining + by,
            Amount = new(Math.Max(lot.Amount.Value, (lot.Remaining + by).Value)),
        };

    private static OpenReservation? Find(CreditAccount state, string id) =>
        state.Open.FirstOrDefault(reservation => Same(reservation.Id, id));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
