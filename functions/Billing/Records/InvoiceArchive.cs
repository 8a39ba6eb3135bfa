using System.Globalization;
using Azure;

namespace AiPromptGen.Billing.Records;

/// <summary>
/// What is kept of the purchases of erased accounts: no account, no person, no id of PayPal's payer. Of money that came a
/// receipt, by month, as the law wants it; of a purchase that may still bring money a row until it cannot any more.
/// </summary>
internal sealed class InvoiceArchive(TableClient invoices)
{
    private const string Unsettled = "unsettled";
    private static readonly string OfUnsettled = TableClient.CreateQueryFilter($"PartitionKey eq {Unsettled}");

    /// <param name="ProviderId">Null when PayPal had not answered yet.</param>
    /// <param name="Until">From then on nothing more can come of it.</param>
    public sealed record Remainder(BillingSubject Subject, string? ProviderId, DateTimeOffset Until);

    /// <param name="Refunded">In the smallest unit.</param>
    public sealed record Receipt(
        Money Amount,
        [property: StoredAs("RefundedMinor")] long Refunded,
        DateTimeOffset PaidAt
    );

    public Task KeepAsync(BillingSubject subject, string paymentId, Receipt receipt, CancellationToken cancel) =>
        invoices.UpsertEntityAsync(
            RowMap.ToRow(MonthOf(receipt.PaidAt), KeyOf(subject, paymentId), receipt),
            TableUpdateMode.Replace,
            cancel
        );

    /// <summary>PayPal's list and the payment itself may tell its time a little differently, on both sides of a month's end.</summary>
    public async Task<bool> HasAsync(
        BillingSubject subject,
        string paymentId,
        DateTimeOffset paidAt,
        CancellationToken cancel
    )
    {
        var (month, other) = (MonthOf(paidAt.AddDays(-1)), MonthOf(paidAt.AddDays(1)));
        return await invoices.FindOneAsync(month, KeyOf(subject, paymentId), cancel) is not null
            || (
                !month.Equals(other, StringComparison.Ordinal)
                && await invoices.FindOneAsync(other, KeyOf(subject, paymentId), cancel) is not null
            );
    }

    public Task WatchAsync(Remainder remainder, CancellationToken cancel) =>
        invoices.UpsertEntityAsync(
            RowMap.ToRow(Unsettled, remainder.Subject.Id, remainder),
            TableUpdateMode.Replace,
            cancel
        );

    /// <param name="id">Ours.</param>
    public async Task<Remainder?> FindWatchedAsync(string id, CancellationToken cancel) =>
        await invoices.FindOneAsync(Unsettled, id, cancel) is { } row ? RowMap.Read<Remainder>(row) : null;

    public IAsyncEnumerable<Remainder> WatchedAsync(CancellationToken cancel) =>
        invoices.FindAsync(OfUnsettled, null, cancel).Select(RowMap.Read<Remainder>);

    /// <summary>Receipts of the calendar years before that one.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> ForgetBeforeAsync(int year, int max, CancellationToken cancel)
    {
        // Digits come before letters: what is watched is not meant.
        var first = string.Create(CultureInfo.InvariantCulture, $"{year:D4}01");
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {first}");
        var forgotten = 0;
        await foreach (var row in invoices.FindAsync(filter, ["PartitionKey", "RowKey"], cancel).Take(max))
        {
            await invoices.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancel);
            forgotten++;
        }

        return forgotten;
    }

    public async Task<bool> IsWatchingAsync(CancellationToken cancel) =>
        await invoices.FindAsync(OfUnsettled, ["RowKey"], cancel, perPage: 1).AnyAsync(cancel);

    public Task ForgetAsync(Remainder remainder, CancellationToken cancel) =>
        invoices.DeleteEntityAsync(Unsettled, remainder.Subject.Id, ETag.All, cancel);

    private static string MonthOf(DateTimeOffset paidAt) =>
        paidAt.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>An order is captured once for good; a subscription is paid again and again.</summary>
    private static string KeyOf(BillingSubject subject, string paymentId) => subject.IsOrder ? subject.Id : paymentId;
}
