using System.Globalization;
using System.Text.Json;
using AiPromptGen.Audit;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>What must hold once all work has ended, about seven hours after the last fault, while uploads may still be kept (24 hours).</summary>
internal sealed class SimChecks(SimWorld world)
{
    private static readonly string[] Ends = ["succeeded", "failed", "refused", "rejected"];
    private readonly SimRows rows = new(world);

    public IEnumerable<string> Broken() =>
        rows
            .Partitions.SelectMany(p =>
                Ledger(p.Key).Concat(Generations(p.Key)).Concat(Credits(p.Key)).Concat(Wishes(p.Key))
            )
            .Concat(new SimTraces(world, rows).Broken());

    private IEnumerable<string> Ledger(string partition)
    {
        if (rows.One(partition, "account") is not { } account)
        {
            yield return $"ledger: {partition} has rows and no account";
            yield break;
        }

        using var json = JsonDocument.Parse(account.GetString("Credits"));
        var credits = json.RootElement;
        var balance = credits.GetProperty("balance").GetInt64();
        var lots = credits.GetProperty("lots").EnumerateArray().Select(l => l.GetProperty("left").GetInt64()).ToList();
        var entries = rows.Of(partition, "entry-").OrderBy(e => e.GetInt64("Sequence")).ToList();
        if (
            entries.Sum(e => e.GetInt64("Amount")!.Value) != balance
            || lots.Sum() != balance
            || lots.Exists(l => l < 0)
        )
        {
            yield return $"ledger: {partition} has balance {balance}, entries {entries.Sum(e => e.GetInt64("Amount"))}, lots {lots.Sum()}";
        }

        if (credits.GetProperty("open").GetArrayLength() > 0)
        {
            yield return $"reserved: {partition} still has {credits.GetProperty("open")}";
        }

        var before = 0L;
        foreach (var (entry, number) in entries.Select((e, i) => (e, i + 1)))
        {
            if (entry.GetInt64("Sequence") != number || entry.GetInt64("BalanceBefore") != before)
            {
                yield return $"ledger: entry {number} of {partition} does not follow from the one before";
            }

            before = entry.GetInt64("BalanceAfter")!.Value;
        }

        foreach (var open in rows.Of(partition, "reservation-").Where(r => r.GetString("State") == "open"))
        {
            yield return $"reserved: {open.RowKey} of {partition} never ended";
        }
    }

    private IEnumerable<string> Generations(string partition)
    {
        foreach (var row in rows.Of(partition, "gen-"))
        {
            var (id, status) = (row.RowKey["gen-".Length..], row.GetString("Status"));
            if (!Ends.Contains(status) && !(status == "parked" && world.Faults.MayPark))
            {
                yield return $"end: generation {id} is {status}";
            }

            var charges = rows.Of(partition, "entry-")
                .Where(e => e.GetString("Type") == "charge" && e.GetString("Reference") == id)
                .ToList();
            var charged = -charges.Sum(e => e.GetInt64("Amount")!.Value);
            var hasResult = row.ContainsKey("Prompt0");
            if (charges.Count > 1 || charged != row.GetInt64("ChargedCredits"))
            {
                yield return $"charge: generation {id} says {row.GetInt64("ChargedCredits")}, its {charges.Count} entries {charged}";
            }

            if ((charged > 0 && (status != "succeeded" || !hasResult)) || (status == "succeeded") != hasResult)
            {
                yield return $"charge: generation {id} is {status}, charged {charged}, with a result: {hasResult}";
            }

            if (charged > 0 && row.GetString("Answer0") is { } answer)
            {
                using var json = JsonDocument.Parse(answer);
                var price = json.RootElement.GetProperty("priceCredits").GetInt64();
                if (price != charged)
                {
                    yield return $"price: generation {id} is charged {charged}, and its answer costs {price}";
                }
            }

            if (
                charged > 0
                && !world.Book.Answers.Exists(a => a.Generation == id && SimGenerating.Prices[a.Route] == charged)
            )
            {
                yield return $"price: generation {id} is charged {charged}, and no route of that price answered";
            }

            foreach (var fault in Settled(partition, row, charged, status))
            {
                yield return fault;
            }
        }
    }

    /// <summary>
    /// A generation's row, its reservation and its audit row must agree about its end. One that succeeded without a charge must have a
    /// reservation too, which was not committed.
    /// </summary>
    private IEnumerable<string> Settled(string partition, TableEntity row, long charged, string status)
    {
        var id = row.RowKey["gen-".Length..];
        var reservation = rows.One(partition, "reservation-" + id);
        var state = reservation?.GetString("State");
        if ((state == "committed") != (charged > 0) || (charged == 0 && status == "succeeded" && state is null))
        {
            yield return $"charge: generation {id} is {status}, charged {charged}, its reservation {state}";
        }

        var minute = AuditTrail.Minute(row.GetDateTimeOffset("AcceptedAt")!.Value);
        var told = rows.Audit[SimSettings.AuditKeys.NameOf(id, minute)].ToList();
        if (told.Count != 1)
        {
            yield return $"audit: generation {id} has {told.Count} rows";
            yield break;
        }

        var quota = told[0].GetString("QuotaEvent").Split(':')[0];
        if (quota is not ("delivered-free" or "erased") && quota != state && !(quota == "released" && state is null))
        {
            yield return $"audit: generation {id} tells {quota}, its reservation {state}";
        }

        if (told[0].GetString("RequestStatus").Split(':')[0] != status && status != "succeeded")
        {
            yield return $"audit: generation {id} tells {told[0].GetString("RequestStatus")}, its row {status}";
        }
    }

    /// <summary>
    /// An open account has its sign-up credits, the free ones of months, and those of its payments, less those of refunds and disputes, those
    /// charged, and those expired: nothing else makes or takes credits. The next account of an erased person has no sign-up credits again,
    /// and owes what the last one owed.
    /// </summary>
    private IEnumerable<string> Credits(string partition)
    {
        if (rows.One(partition, "account") is not { } account || account.ContainsKey("ClosingSince"))
        {
            yield break;
        }

        if (world.Book.Owed.ContainsKey(partition) && !world.Book.Returned.Contains(partition))
        {
            yield return $"erased: {partition} is opened anew, and nobody asked for it";
        }

        using var json = JsonDocument.Parse(account.GetString("Credits"));
        var standing =
            json.RootElement.GetProperty("balance").GetInt64() - json.RootElement.GetProperty("debt").GetInt64();
        var charged = rows.Of(partition, "gen-").Sum(row => row.GetInt64("ChargedCredits") ?? 0);
        var (isNext, owed) = (world.Book.Owed.TryGetValue(partition, out var debt), debt);
        var paid = world
            .Book.Payments.Where(p => p.Account.Value == partition && world.IsPaid(p.PaymentId))
            .Where(p => !isNext || rows.HasPurchase(p.Account, p.Own))
            .ToList();
        var bought = paid.Sum(p => p.Credits - (p.Credits * GoneOf(p) / p.Minor));
        var monthly = rows.Of(partition, "entry-")
            .Where(e => e.GetString("LotId")?.StartsWith("monthly.", StringComparison.Ordinal) == true)
            .Where(e => e.GetString("Type") is "grant" or "expiry")
            .Sum(e => e.GetInt64("Amount")!.Value);
        var first = isNext ? -owed : SimSettings.Credits.Value.SignUpCredits;
        var expected = first + monthly + bought - charged;
        if (standing != expected)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"credits: {partition} has {standing}, should have {expected}"
            );
        }

        foreach (var payment in paid)
        {
            var grants = rows.Of(partition, "entry-")
                .Count(e =>
                    e.GetString("Type") is "purchase" or "grant" && e.GetString("Reference") == payment.PaymentId
                );
            if (grants > 1)
            {
                yield return $"credits: {payment.PaymentId} is granted {grants} times";
            }
        }
    }

    /// <summary>
    /// How much of a payment went back, in hundredths of its currency. Refunds by support or an erasure are read from PayPal, because the
    /// book does not know which of them were made.
    /// </summary>
    private long GoneOf(PaidFor payment) =>
        payment.Gone
        + world
            .PayPal.Refunds.Where(r =>
                r.PaymentId == payment.PaymentId && r.Id.StartsWith("R-", StringComparison.Ordinal)
            )
            .Sum(r => r.Amount.Minor);

    private IEnumerable<string> Wishes(string partition)
    {
        var (made, wished) = (
            rows.Of(partition, "gen-").Count(),
            world.Book.Wishes.Count(w => w.Account.Value == partition)
        );
        if (made > wished)
        {
            yield return $"key: {partition} has {made} generations of {wished} wishes";
        }

        var shared = rows.Of(partition, "gen-")
            .Select(g => g.GetString("Request0"))
            .Select(request => JsonDocument.Parse(request).RootElement)
            .Where(r => r.TryGetProperty("source", out _))
            .GroupBy(r => r.GetProperty("source").GetProperty("uploadId").GetString())
            .Where(g => g.Count() > 1);
        foreach (var upload in shared)
        {
            yield return $"upload: {upload.Key} serves {upload.Count()} generations";
        }
    }
}
