using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>
/// The working copy of an account's credits while a rule decides on them. It changes the lots and collects the ledger entries for that.
/// </summary>
internal sealed class CreditCalculation(CreditAccount account, DateTimeOffset now)
{
    /// <summary>
    /// The most lots whose expiry one change books, because its entries share a transaction of 100 rows. The other expired lots cannot be
    /// spent either and are booked by a later change.
    /// </summary>
    private const int MaxExpiries = 32;

    private readonly Dictionary<string, CreditLot> _lots = account.Lots.ToDictionary(
        lot => lot.Id,
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, long> _held = CreditLotRules.Held(account.Open);
    private readonly List<LedgerEntry> _entries = [];
    private ImmutableArray<OpenReservation> _open = account.Open;
    private long _next = account.NextEntry;
    private CreditAmount _balance = account.Balance;
    private CreditAmount _debt = account.Debt;
    private int _expiries;

    public CreditAmount Debt => _debt;

    public CreditChange Finish()
    {
        var kept = CreditLotRules.InDrawOrder(_lots.Values.Where(lot => lot.Remaining > CreditAmount.Zero));
        var state = new CreditAccount
        {
            NextEntry = _next,
            Balance = _balance,
            Debt = _debt,
            Lots = [.. kept],
            Open = _open,
        };
        return new(CreditLotRules.Merge(state, CreditLotRules.MaxLots), [.. _entries]);
    }

    public CreditLot? Lot(string id) => _lots.GetValueOrDefault(id);

    public IEnumerable<CreditLot> Spendable() =>
        CreditLotRules.InDrawOrder(_lots.Values.Where(lot => !CreditLotRules.IsExpired(lot, now))).ToList();

    /// <summary>Writes an entry, unless nothing changed.</summary>
    public void Post(LedgerEntryType type, long amount, string reference, string? lotId)
    {
        if (amount == 0)
        {
            return;
        }

        var before = _balance;
        _balance = new(before.Value + amount);
        _entries.Add(
            new()
            {
                Sequence = _next++,
                Type = type,
                Amount = amount,
                BalanceBefore = before,
                BalanceAfter = _balance,
                Reference = reference,
                LotId = lotId,
                At = now,
            }
        );
    }

    public void Put(CreditLot lot) => _lots[lot.Id] = lot;

    public void Owe(CreditAmount amount) => _debt += amount;

    public void Forgive(CreditAmount amount) => _debt -= amount;

    /// <summary>Takes up to this amount, lot by lot, from credits that no reservation holds.</summary>
    public List<CreditDraw> TakeFree(IEnumerable<CreditLot> from, CreditAmount amount)
    {
        var taken = Plan(from, amount);
        foreach (var draw in taken)
        {
            Take(draw.LotId, draw.Amount);
        }

        return taken;
    }

    public void Take(string lotId, CreditAmount amount) =>
        _lots[lotId] = _lots[lotId] with { Remaining = _lots[lotId].Remaining - amount };

    public void Hold(string id, CreditAmount amount, DateTimeOffset deadline)
    {
        var draws = Plan(Spendable(), amount);
        foreach (var draw in draws)
        {
            _held[draw.LotId] = _held.GetValueOrDefault(draw.LotId) + draw.Amount.Value;
        }

        _open = _open.Add(
            new()
            {
                Id = id,
                Amount = amount,
                Deadline = deadline,
                Draws = [.. draws],
            }
        );
    }

    public void LetGo(OpenReservation reservation)
    {
        _open = _open.Remove(reservation);
        foreach (var draw in reservation.Draws)
        {
            _held[draw.LotId] -= draw.Amount.Value;
        }
    }

    /// <summary>Debt is paid from credits that have just become free, even from those about to expire.</summary>
    public void CollectDebt(IEnumerable<string> from, string reference)
    {
        var taken = TakeFree(CreditLotRules.InDrawOrder(from.Select(id => _lots[id])), _debt);
        var sum = taken.Sum(draw => draw.Amount.Value);
        _debt -= new CreditAmount(sum);
        Post(LedgerEntryType.Clawback, -sum, reference, OnlyLot(taken));
    }

    public void BookExpiry()
    {
        var expired = CreditLotRules
            .InDrawOrder(_lots.Values.Where(lot => CreditLotRules.IsExpired(lot, now) && Free(lot) > 0))
            .Take(MaxExpiries - _expiries)
            .ToList();
        foreach (var lot in expired)
        {
            var rest = Free(lot);
            Take(lot.Id, new(rest));
            Post(LedgerEntryType.Expiry, -rest, lot.Id, lot.Id);
            _expiries++;
        }
    }

    public static string? OnlyLot(IReadOnlyCollection<CreditDraw> draws) =>
        draws.Count == 1 ? draws.First().LotId : null;

    private List<CreditDraw> Plan(IEnumerable<CreditLot> from, CreditAmount amount)
    {
        var draws = new List<CreditDraw>();
        foreach (var lot in from)
        {
            var part = Math.Min(Free(lot), amount.Value);
            if (part > 0)
            {
                draws.Add(new(lot.Id, new(part)));
                amount -= new CreditAmount(part);
            }
        }

        return draws;
    }

    private long Free(CreditLot lot) => lot.Remaining.Value - _held.GetValueOrDefault(lot.Id);
}
