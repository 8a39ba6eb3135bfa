using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Azure;

namespace AiPromptGen.Billing.Webhooks;

[JsonConverter(typeof(KebabCaseEnumConverter<EventStatus>))]
public enum EventStatus
{
    Received,
    Applied,
    Ignored,
    Parked,
}

/// <summary>
/// Stores the ids, type and times of received events, in a table for the UTC day on which PayPal created the event. So a repeated event
/// finds its own row, and old events are dropped with the table of their day.
/// </summary>
internal sealed class WebhookInbox(StorageClients storage, TimeProvider time)
{
    public const string Prefix = "inbox";

    public DayTables Days { get; } = new(storage, time, Prefix);

    /// <summary>Stores an event, unless it is stored already. Once this returns, the event cannot be lost.</summary>
    /// <returns>The event's status; null when it is too old to be stored.</returns>
    public async Task<EventStatus?> AddAsync(WebhookEvent received, CancellationToken cancel)
    {
        if (await Days.OpenAsync(received.CreatedAt, cancel) is not { } table)
        {
            return null;
        }

        var row = RowMap.ToRow(Shards.ForId(received.Id), received.Id, received);
        row["ReceivedAt"] = time.GetUtcNow();
        row["Status"] = nameof(EventStatus.Received);
        try
        {
            await table.AddEntityAsync(row, cancel);
            return EventStatus.Received;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            var there = await table.FindOneAsync(row.PartitionKey, row.RowKey, cancel);
            return Enum.Parse<EventStatus>(there!.GetString("Status"));
        }
    }

    public async Task<WebhookEvent?> FindAsync(string id, DateTimeOffset createdAt, CancellationToken cancel) =>
        await Table(createdAt).FindOneAsync(Shards.ForId(id), id, cancel) is { } row ? EventOf(row) : null;

    /// <param name="reason">Why the event is parked, as one of a fixed set of words; null when it is not parked.</param>
    public Task SetAsync(WebhookEvent stored, EventStatus status, string? reason, CancellationToken cancel) =>
        Table(stored.CreatedAt)
            .UpdateEntityAsync(
                new TableEntity(Shards.ForId(stored.Id), stored.Id)
                {
                    ["Status"] = status.ToString(),
                    ["Reason"] = reason,
                },
                ETag.All,
                TableUpdateMode.Merge,
                cancel
            );

    /// <summary>Events of a day that were stored before a time and not applied since, because their start was lost.</summary>
    public async Task<IReadOnlyList<WebhookEvent>> StuckAsync(
        DateTimeOffset day,
        DateTimeOffset before,
        int max,
        CancellationToken cancel
    )
    {
        var filter = TableClient.CreateQueryFilter(
            $"Status eq {nameof(EventStatus.Received)} and ReceivedAt le {before}"
        );
        return await Table(day).FindAsync(filter, null, cancel).Take(max).Select(EventOf).ToListAsync(cancel);
    }

    /// <summary>All stored events, the newest day first.</summary>
    public IAsyncEnumerable<WebhookEvent> AllAsync(CancellationToken cancel) =>
        AsyncEnumerable
            .Range(0, DayTableRules.Limit.Days + 1)
            .SelectMany(day => Table(time.GetUtcNow().AddDays(-day)).FindAsync(null, null, cancel))
            .Select(EventOf);

    private TableClient Table(DateTimeOffset day) => Days.Find(DayTableRules.Day(day));

    private static WebhookEvent EventOf(TableEntity row) => RowMap.Read<WebhookEvent>(row) with { Id = row.RowKey };
}

/// <summary>
/// Once a day drops the tables of events that are due, and deletes receipts of erased accounts that the law no longer requires. It runs
/// after paid plans were turned off too.
/// </summary>
internal sealed partial class InboxSweep(
    WebhookInbox inbox,
    InvoiceArchive archive,
    IOptions<BillingOptions> options,
    TimeProvider time,
    ILogger<InboxSweep> logger
)
{
    /// <summary>The most tables that one run drops.</summary>
    private const int MaxPerRun = 100;

    /// <summary>
    /// The most receipts that one run deletes. All receipts of a year become due on one day, so the rest is deleted on the days after.
    /// </summary>
    private const int MaxReceipts = 10_000;

    [Function("DropInboxTables")]
    public async Task RunAsync([TimerTrigger("0 25 0 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await inbox.Days.DropDueAsync(
            MaxPerRun,
            (day, fault) => LogFault(day, fault.GetType().Name),
            cancel
        );
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
        await archive.ForgetBeforeAsync(time.GetUtcNow().Year - options.Value.ReceiptYears, MaxReceipts, cancel);
    }

    [LoggerMessage(
        3030,
        LogLevel.Information,
        "Swept {Seen} days of payment events: {Dropped} dropped, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int dropped, int failed, bool more);

    [LoggerMessage(3031, LogLevel.Error, "The payment events of {Day} could not be dropped ({Fault})")]
    private partial void LogFault(DateOnly day, string fault);
}

/// <summary>PayPal's events about what an account has bought, as they were stored.</summary>
internal sealed class InboxExport(WebhookInbox inbox, BillingStore store) : IExportSection
{
    public string Name => "paymentEvents";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Most people have bought nothing, and then no event has to be read.
        var purchases = await store.PurchasesAsync(accountId, cancellationToken);
        if (purchases.Count == 0)
        {
            yield break;
        }

        var payments = await store.PaymentsAsync(accountId, cancellationToken);
        var own = purchases
            .SelectMany(p => new[] { p.Id, p.ProviderId })
            .Concat(payments.Select(p => p.Id))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        await foreach (var stored in inbox.AllAsync(cancellationToken))
        {
            string?[] named = [stored.CustomId, stored.OrderId, stored.SubscriptionId, stored.PaymentId];
            if (named.Any(id => id is not null && own.Contains(id)))
            {
                yield return ExportRow.From(stored.Id, stored);
            }
        }
    }
}
