using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Billing.Records;

/// <summary>
/// What is kept of the purchases of erased accounts: no account, no person, no id of PayPal's payer. Of money that came a
/// receipt, by month, as the law wants it; of a purchase that may still bring money a row until it cannot any more.
/// </summary>
internal sealed class InvoiceArchive(TableClient invoices)
{
    private const string Unsettled = "unsettled";

    /// <param name="ProviderId">Null when PayPal had not answered yet.</param>
    /// <param name="Until">From then on nothing more can come of it.</param>
    public sealed record Remainder(BillingSubject Subject, string? ProviderId, DateTimeOffset Until);

    /// <param name="refunded">In the smallest unit.</param>
    public Task KeepAsync(
        BillingSubject subject,
        string paymentId,
        Money amount,
        long refunded,
        DateTimeOffset paidAt,
        CancellationToken cancel
    ) =>
        invoices.UpsertEntityAsync(
            new TableEntity(MonthOf(paidAt), KeyOf(subject, paymentId))
            {
                ["AmountMinor"] = amount.Minor,
                ["Currency"] = amount.Currency,
                ["RefundedMinor"] = refunded,
                ["PaidAt"] = paidAt,
            },
            TableUpdateMode.Replace,
            cancel
        );

    public async Task<bool> HasAsync(
        BillingSubject subject,
        string paymentId,
        DateTimeOffset paidAt,
        CancellationToken cancel
    ) => await FindAsync(MonthOf(paidAt), KeyOf(subject, paymentId), cancel) is not null;

    public Task WatchAsync(Remainder remainder, CancellationToken cancel) =>
        invoices.UpsertEntityAsync(
            new TableEntity(Unsettled, remainder.Subject.Id)
            {
                ["Subject"] = remainder.Subject.Key,
                ["ProviderId"] = remainder.ProviderId,
                ["Until"] = remainder.Until,
            },
            TableUpdateMode.Replace,
            cancel
        );

    /// <param name="id">Ours.</param>
    public async Task<Remainder?> FindWatchedAsync(string id, CancellationToken cancel) =>
        await FindAsync(Unsettled, id, cancel) is { } row ? RemainderOf(row) : null;

    public async Task<IReadOnlyList<Remainder>> WatchedAsync(CancellationToken cancel)
    {
        var watched = new List<Remainder>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Unsettled}");
        await foreach (var row in invoices.QueryAsync<TableEntity>(filter, null, null, cancel))
        {
            watched.Add(RemainderOf(row));
        }

        return watched;
    }

    /// <summary>Receipts of the calendar years before that one.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> ForgetBeforeAsync(int year, int most, CancellationToken cancel)
    {
        // Digits come before letters: what is watched is not meant.
        var first = string.Create(CultureInfo.InvariantCulture, $"{year:D4}01");
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {first}");
        var forgotten = 0;
        try
        {
            var due = invoices.QueryAsync<TableEntity>(filter, null, ["PartitionKey", "RowKey"], cancel);
            await foreach (var row in due.Take(most))
            {
                await invoices.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
                forgotten++;
            }
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // Paid plans were never on.
        }

        return forgotten;
    }

    public async Task<bool> IsWatchingAsync(CancellationToken cancel)
    {
        try
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Unsettled}");
            return await invoices.QueryAsync<TableEntity>(filter, 1, ["RowKey"], cancel).AnyAsync(cancel);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // Paid plans were never on.
            return false;
        }
    }

    public Task ForgetAsync(Remainder remainder, CancellationToken cancel) =>
        invoices.DeleteEntityAsync(Unsettled, remainder.Subject.Id, ETag.All, cancel);

    private async Task<TableEntity?> FindAsync(string partition, string key, CancellationToken cancel)
    {
        var found = await invoices.GetEntityIfExistsAsync<TableEntity>(partition, key, null, cancel);
        return found.HasValue ? found.Value : null;
    }

    private static Remainder RemainderOf(TableEntity row) =>
        new(
            BillingSubject.Parse(row.GetString("Subject")),
            row.GetString("ProviderId"),
            row.GetDateTimeOffset("Until")!.Value
        );

    private static string MonthOf(DateTimeOffset paidAt) =>
        paidAt.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>An order is captured once for good; a subscription is paid again and again.</summary>
    private static string KeyOf(BillingSubject subject, string paymentId) => subject.IsOrder ? subject.Id : paymentId;
}
