using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>Which lot is spent first, what of a lot is free, and how many lots an account may have.</summary>
internal static class CreditLotRules
{
    /// <summary>Above this number lots of an account are merged.</summary>
    public const int MaxLots = 200;

    /// <summary>
    /// The order in which lots are spent: the month's free credits first, then by earliest expiry, then credits that were not bought as a
    /// pack before those that were, then the oldest, then by id.
    /// </summary>
    public static IOrderedEnumerable<CreditLot> InDrawOrder(IEnumerable<CreditLot> lots) =>
        lots.OrderBy(lot => !MonthlyRules.IsMonthly(lot))
            .ThenBy(lot => lot.Expires ?? DateTimeOffset.MaxValue)
            .ThenBy(lot => lot.Origin == CreditOrigin.Purchase)
            .ThenBy(lot => lot.Granted)
            .ThenBy(lot => lot.Id, StringComparer.Ordinal);

    public static bool IsExpired(CreditLot lot, DateTimeOffset now) => lot.Expires <= now;

    public static Dictionary<string, long> Held(IEnumerable<OpenReservation> open) =>
        open.SelectMany(reservation => reservation.Draws)
            .GroupBy(draw => draw.LotId, StringComparer.Ordinal)
            .ToDictionary(draws => draws.Key, draws => draws.Sum(draw => draw.Amount.Value), StringComparer.Ordinal);

    public static CreditAmount Available(CreditAccount account, DateTimeOffset now)
    {
        var held = Held(account.Open);
        var live = account.Lots.Where(lot => !IsExpired(lot, now));
        return new(live.Sum(lot => lot.Remaining.Value - held.GetValueOrDefault(lot.Id)));
    }

    /// <summary>Credits of the lot that have expired, are held by no reservation, and are not booked as expired yet.</summary>
    public static long Unused(CreditAccount account, string lotId, DateTimeOffset now)
    {
        var held = Held(account.Open);
        return account
            .Lots.Where(lot => string.Equals(lot.Id, lotId, StringComparison.Ordinal) && IsExpired(lot, now))
            .Sum(lot => lot.Remaining.Value - held.GetValueOrDefault(lot.Id));
    }

    /// <summary>
    /// Merges lots when there are more than `max`. First those of the same origin and expiry become one. If that is not enough, the two
    /// lots of one origin whose expiries are closest become one with the later expiry, and so on, so that no credit is lost.
    /// </summary>
    public static CreditAccount Merge(CreditAccount account, int max)
    {
        if (account.Lots.Length <= max)
        {
            return account;
        }

        var groups = InDrawOrder(account.Lots)
            .GroupBy(lot => (lot.Origin, lot.Expires))
            .Select(lots => lots.ToList())
            .ToList();
        while (groups.Count > max && NearestNeighbors(groups) is var (left, right))
        {
            right.InsertRange(0, left);
            groups.Remove(left);
        }

        var into = groups
            .SelectMany(lots => lots.Select(lot => (lot.Id, Lot: lots[^1].Id)))
            .ToDictionary(pair => pair.Id, pair => pair.Lot, StringComparer.Ordinal);
        return account with
        {
            Lots = [.. groups.Select(One)],
            Open =
            [
                .. account.Open.Select(reservation => reservation with { Draws = Redirect(reservation.Draws, into) }),
            ],
        };
    }

    private static CreditLot One(List<CreditLot> lots) =>
        lots[^1] with
        {
            Amount = new(lots.Sum(lot => lot.Amount.Value)),
            Remaining = new(lots.Sum(lot => lot.Remaining.Value)),
        };

    private static ImmutableArray<CreditDraw> Redirect(
        ImmutableArray<CreditDraw> draws,
        Dictionary<string, string> into
    ) =>
        [
            .. draws
                .GroupBy(draw => into[draw.LotId], StringComparer.Ordinal)
                .Select(same => new CreditDraw(same.Key, new(same.Sum(draw => draw.Amount.Value)))),
        ];

    private static (List<CreditLot>, List<CreditLot>)? NearestNeighbors(List<List<CreditLot>> groups)
    {
        var pairs = groups
            .GroupBy(lots => lots[0].Origin)
            .SelectMany(same => same.Zip(same.Skip(1)))
            .OrderBy(pair =>
                (pair.Second[^1].Expires ?? DateTimeOffset.MaxValue)
                - (pair.First[^1].Expires ?? DateTimeOffset.MaxValue)
            )
            .ToList();
        return pairs.Count == 0 ? null : pairs[0];
    }
}
