namespace AiPromptGen.Credits;

/// <summary>
/// The credit state machine: reserve → commit | release | expire, once. Expiry is enforced when credits are read and booked by
/// the next change, only for what no reservation holds.
/// </summary>
public static class CreditRules
{
    public const int MostOpen = 64;

    public static ReserveDecision Reserve(
        CreditAccount state,
        string id,
        CreditAmount amount,
        DateTimeOffset deadline,
        DateTimeOffset now
    )
    {
        if (Find(state, id) is { } reservation)
        {
            return new ReserveDecision.AlreadyOpen(reservation);
        }

        var available = state.Available(now);
        if (available < amount)
        {
            return new ReserveDecision.Insufficient(available);
        }

        if (state.Open.Length >= MostOpen)
        {
            return new ReserveDecision.TooManyOpen(MostOpen);
        }

        var draft = Start(state, now);
        draft.Hold(id, amount, deadline);
        return new ReserveDecision.Reserved(draft.Finish());
    }

    /// <summary>Charges the amount; what is reserved beyond it returns to its lots. Valid until somebody else ends it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than is reserved.</exception>
    public static ResolveDecision Commit(CreditAccount state, string id, CreditAmount amount, DateTimeOffset now)
    {
        if (Find(state, id) is not { } reservation)
        {
            return new ResolveDecision.NotOpen();
        }

        if (amount > reservation.Amount)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), "More than is reserved.");
        }

        return End(state, reservation, amount, now);
    }

    public static ResolveDecision Release(CreditAccount state, string id, DateTimeOffset now) =>
        Find(state, id) is { } reservation
            ? End(state, reservation, CreditAmount.Zero, now)
            : new ResolveDecision.NotOpen();

    public static ResolveDecision Expire(CreditAccount state, string id, DateTimeOffset now) =>
        Find(state, id) switch
        {
            null => new ResolveDecision.NotOpen(),
            { } reservation when now < reservation.Deadline => new ResolveDecision.NotDue(reservation.Deadline),
            { } reservation => End(state, reservation, CreditAmount.Zero, now),
        };

    /// <summary>Adds a lot. A repeat is told apart by the row of the grant, not here.</summary>
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

    /// <summary>Takes from the lot first, then from others as spending does; what is not there is owed.</summary>
    public static CreditChange Clawback(CreditAccount state, Clawback clawback, DateTimeOffset now)
    {
        var draft = Start(state, now);
        var spendable = draft.Spendable().ToList();
        var ordered = spendable.OrderBy(lot => !Same(lot.Id, clawback.LotId));
        var taken = draft.TakeFree(ordered, clawback.Amount);
        var sum = new CreditAmount(taken.Sum(draw => draw.Amount.Value));
        draft.Post(LedgerEntryType.Clawback, -sum.Value, clawback.Reference, clawback.LotId);
        draft.Owe(clawback.Amount - sum);
        return draft.Finish();
    }

    /// <summary>The inverse of a clawback: lowers the debt first, the rest is spendable again.</summary>
    public static CreditChange Reinstate(CreditAccount state, Reinstatement reinstatement, DateTimeOffset now)
    {
        var draft = Start(state, now);
        var netted = CreditAmount.Min(draft.Debt, reinstatement.Amount);
        draft.Forgive(netted);
        var rest = reinstatement.Amount - netted;
        var lot = draft.Lot(reinstatement.LotId) is { } live
            ? Grow(live, rest) with
            {
                // A lot that is over is still there while a reservation holds some of it.
                Expires = live.Expires < reinstatement.Expires ? reinstatement.Expires : live.Expires,
            }
            : NewLot(reinstatement.LotId, reinstatement.Origin, rest, reinstatement.Expires, now);
        draft.Put(lot);
        draft.Post(LedgerEntryType.Reinstatement, rest.Value, reinstatement.Reference, lot.Id);
        draft.BookExpiry();
        return draft.Finish();
    }

    private static CreditDraft Start(CreditAccount state, DateTimeOffset now)
    {
        var draft = new CreditDraft(state, now);
        draft.BookExpiry();
        return draft;
    }

    private static ResolveDecision.Resolved End(
        CreditAccount state,
        OpenReservation reservation,
        CreditAmount charge,
        DateTimeOffset now
    )
    {
        var draft = Start(state, now);
        draft.LetGo(reservation);
        var charged = new List<CreditDraw>();
        var left = charge;
        foreach (var draw in reservation.Draws.Where(_ => left > CreditAmount.Zero))
        {
            var part = CreditAmount.Min(draw.Amount, left);
            draft.Take(draw.LotId, part);
            charged.Add(new(draw.LotId, part));
            left -= part;
        }

        draft.Post(LedgerEntryType.Charge, -charge.Value, reservation.Id, CreditDraft.OnlyLot(charged));
        draft.CollectDebt(reservation.Draws.Select(draw => draw.LotId), reservation.Id);
        draft.BookExpiry();
        return new(draft.Finish(), reservation.Amount, charge);
    }

    private static CreditChange Add(CreditDraft draft, CreditLot lot, LedgerEntryType type, string reference)
    {
        draft.Put(draft.Lot(lot.Id) is { } live ? Grow(live, lot.Amount) : lot);
        draft.Post(type, lot.Amount.Value, reference, lot.Id);
        draft.CollectDebt([lot.Id], reference);
        draft.BookExpiry();
        return draft.Finish();
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
