using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>The working copy of one decision: what it does to the lots, entry by entry.</summary>
internal sealed class CreditDraft(CreditAccount account, DateTimeOffset now)
{
    /// <summary>Entries of one change share a transaction of 100 rows; what is left over stays unspendable and waits.</summary>
    private const int MostExpiries = 32;

    private readonly Dictionary<string, CreditLot> lots = account.Lots.ToDictionary(
        lot => lot.Id,
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, long> held = CreditLotRules.Held(account.Open);
    private readonly List<LedgerEntry> entries = [];
    private ImmutableArray<OpenReservation> open = account.Open;
    private long next = account.NextEntry;
    private CreditAmount balance = account.Balance;
    private CreditAmount debt = account.Debt;
    private int expiries;

    public CreditAmount Debt => debt;

    public CreditChange Finish()
    {
        var kept = CreditLotRules.InDrawOrder(lots.Values.Where(lot => lot.Remaining > CreditAmount.Zero));
        var state = new CreditAccount
        {
            NextEntry = next,
            Balance = balance,
            Debt = debt,
            Lots = [.. kept],
            Open = open,
        };
        return new(CreditLotRules.Merge(state, CreditLotRules.MostLots), [.. entries]);
    }

    public CreditLot? Lot(string id) => lots.GetValueOrDefault(id);

    public IEnumerable<CreditLot> Spendable() =>
        CreditLotRules.InDrawOrder(lots.Values.Where(lot => !CreditLotRules.IsExpired(lot, now))).ToList();

    /// <summary>Writes an entry, unless nothing changed.</summary>
    public void Post(LedgerEntryType type, long amount, string reference, string? lotId)
    {
        if (amount == 0)
        {
            return;
        }

        var before = balance;
        balance = new(before.Value + amount);
        entries.Add(
            new()
            {
                Sequence = next++,
                Type = type,
                Amount = amount,
                BalanceBefore = before,
                BalanceAfter = balance,
                Reference = reference,
                LotId = lotId,
                At = now,
            }
        );
    }

    public void Put(CreditLot lot) => lots[lot.Id] = lot;

    public void Owe(CreditAmount amount) => debt += amount;

    public void Forgive(CreditAmount amount) => debt -= amount;

    /// <summary>Takes at most so much of what no reservation holds, lot by lot.</summary>
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
        lots[lotId] = lots[lotId] with { Remaining = lots[lotId].Remaining - amount };

    public void Hold(string id, CreditAmount amount, DateTimeOffset deadline)
    {
        var draws = Plan(Spendable(), amount);
        foreach (var draw in draws)
        {
            held[draw.LotId] = held.GetValueOrDefault(draw.LotId) + draw.Amount.Value;
        }

        open = open.Add(
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
        open = open.Remove(reservation);
        foreach (var draw in reservation.Draws)
        {
            held[draw.LotId] -= draw.Amount.Value;
        }
    }

    /// <summary>Debt is paid from credits that have just become free, even from those about to expire.</summary>
    public void CollectDebt(IEnumerable<string> from, string reference)
    {
        var taken = TakeFree(CreditLotRules.InDrawOrder(from.Select(id => lots[id])), debt);
        var sum = taken.Sum(draw => draw.Amount.Value);
        debt -= new CreditAmount(sum);
        Post(LedgerEntryType.Clawback, -sum, reference, OnlyLot(taken));
    }

    public void BookExpiry()
    {
        var expired = CreditLotRules
            .InDrawOrder(lots.Values.Where(lot => CreditLotRules.IsExpired(lot, now) && Free(lot) > 0))
            .Take(MostExpiries - expiries)
            .ToList();
        foreach (var lot in expired)
        {
            var rest = Free(lot);
            Take(lot.Id, new(rest));
            Post(LedgerEntryType.Expiry, -rest, lot.Id, lot.Id);
            expiries++;
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

    private long Free(CreditLot lot) => lot.Remaining.Value - held.GetValueOrDefault(lot.Id);
}
