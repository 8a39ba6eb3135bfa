using System.Globalization;
using Azure;

namespace AiPromptGen.Billing.Records;

/// <summary>
/// What is kept of the purchases of erased accounts, without the account, the person or PayPal's id of the payer. For each payment it keeps
/// a receipt, by month, because the law requires it. For each purchase that may still bring money it keeps a row until that is over.
/// </summary>
internal sealed class InvoiceArchive(TableClient invoices)
{
    private const string Unsettled = "unsettled";
    private static readonly string OfUnsettled = TableClient.CreateQueryFilter($"PartitionKey eq {Unsettled}");

    /// <param name="ProviderId">PayPal's id of it; null when PayPal had not yet answered with one.</param>
    /// <param name="Until">From then on it can bring no more money.</param>
    public sealed record Remainder(BillingSubject Subject, string? ProviderId, DateTimeOffset Until);

    /// <param name="Refunded">Money that was refunded, in the currency's smallest unit.</param>
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

    /// <summary>
    /// Whether a receipt of the payment exists. PayPal's list and the payment itself may give slightly different times, so near the end of
    /// a month both months are looked at.
    /// </summary>
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

    /// <param name="id">Our id of the order or subscription.</param>
    public async Task<Remainder?> FindWatchedAsync(string id, CancellationToken cancel) =>
        await invoices.FindOneAsync(Unsettled, id, cancel) is { } row ? RowMap.Read<Remainder>(row) : null;

    public IAsyncEnumerable<Remainder> WatchedAsync(CancellationToken cancel) =>
        invoices.FindAsync(OfUnsettled, null, cancel).Select(RowMap.Read<Remainder>);

    /// <summary>Deletes receipts of the calendar years before this year.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> ForgetBeforeAsync(int year, int max, CancellationToken cancel)
    {
        // Digits sort before letters, so the partition of watched purchases is not in this range.
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

    /// <summary>
    /// An order has one payment, so its receipt has our id of the order. A subscription has many, so its receipts have the ids of the
    /// payments.
    /// </summary>
    private static string KeyOf(BillingSubject subject, string paymentId) => subject.IsOrder ? subject.Id : paymentId;
}
