using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Checks what expires: the free credits of a month, and the credits of a plan's period.</summary>
internal sealed class SimMonths(SimWorld world)
{
    private readonly SimRows rows = new(world);

    public IEnumerable<string> Broken() =>
        rows
            .Partitions.Where(p => rows.One(p.Key, "account") is { } row && !row.ContainsKey("ClosingSince"))
            .SelectMany(p => Free(p.Key).Concat(Spent(p.Key)).Concat(Periods(p.Key)));

    /// <summary>Each account that is open at the end has the free credits of the present month, unless an erased one of the person had them.</summary>
    private IEnumerable<string> Free(string partition)
    {
        var lot = "monthly." + world.Loop.Now.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);
        var isGiven = rows.Of(partition, "entry-")
            .Any(e => e.GetString("Type") == "grant" && e.GetString("LotId") == lot);
        if (world.Credits.Value.MonthlyFree > 0 && !isGiven && !world.Book.Owed.ContainsKey(partition))
        {
            yield return $"month: {partition} has not got {lot}";
        }
    }

    /// <summary>Credits of a month that is over are spent by no generation that was accepted later.</summary>
    private IEnumerable<string> Spent(string partition) =>
        from entry in rows.Of(partition, "entry-")
        where entry.GetString("Type") == "charge" && entry.GetString("LotId") is "monthly.202603"
        let generation = rows.One(partition, "gen-" + entry.GetString("Reference"))
        where generation?.GetDateTimeOffset("AcceptedAt") > SimSettings.MonthEnd.AddSeconds(10)
        select $"month: {generation.RowKey} spent credits that had expired";

    /// <summary>The credits of a plan's payment are kept for a month from the payment on; those of a pack do not expire.</summary>
    private IEnumerable<string> Periods(string partition)
    {
        using var json = JsonDocument.Parse(rows.One(partition, "account")!.GetString("Credits"));
        foreach (var lot in json.RootElement.GetProperty("lots").EnumerateArray())
        {
            var id = lot.GetProperty("id").GetString()!;
            DateTimeOffset? until = lot.TryGetProperty("until", out var end) ? end.GetDateTimeOffset() : null;
            if (
                id.StartsWith("monthly.", StringComparison.Ordinal)
                && until?.AddSeconds(-1).ToString("yyyyMM", null) != id[8..]
            )
            {
                yield return $"period: {id} of {partition} ends {until:o}";
            }

            if (
                world.PayPal.Payments.FirstOrDefault(p => "paypal." + p.Id == id) is { } payment
                && until != (payment.Id.StartsWith('S') ? payment.At.AddMonths(1) : null)
            )
            {
                yield return $"period: {id} of {partition} ends {until:o}, paid {payment.At:o}";
            }
        }
    }
}
