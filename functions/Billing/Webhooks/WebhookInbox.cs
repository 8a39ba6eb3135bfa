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
/// Events as they came in: ids, type and times, in a table of the event's own UTC day, so that a repeated one finds itself,
/// and dropped with it.
/// </summary>
internal sealed class WebhookInbox(StorageClients storage, TimeProvider time)
{
    public const string Prefix = "inbox";

    public DayTables Days { get; } = new(storage, time, Prefix);

    /// <summary>Once this returns, the event is kept.</summary>
    /// <returns>Where it stands; null when it is older than anything we keep.</returns>
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

    /// <param name="reason">Why it is parked: a closed word.</param>
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

    /// <summary>Events of a day that nothing has come of: their start was lost.</summary>
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

    /// <summary>All that are kept, the newest day first.</summary>
    public IAsyncEnumerable<WebhookEvent> AllAsync(CancellationToken cancel) =>
        AsyncEnumerable
            .Range(0, DayTableRules.Limit.Days + 1)
            .SelectMany(day => Table(time.GetUtcNow().AddDays(-day)).FindAsync(null, null, cancel))
            .Select(EventOf);

    private TableClient Table(DateTimeOffset day) => Days.Find(DayTableRules.Day(day));

    private static WebhookEvent EventOf(TableEntity row) => RowMap.Read<WebhookEvent>(row) with { Id = row.RowKey };
}

/// <summary>
/// Daily: drops the days of events that are due, and receipts of erased accounts that the law wants no longer; also after paid
/// plans were turned off.
/// </summary>
internal sealed partial class InboxSweep(
    WebhookInbox inbox,
    InvoiceArchive archive,
    IOptions<BillingOptions> options,
    TimeProvider time,
    ILogger<InboxSweep> logger
)
{
    private const int MaxPerRun = 100;

    /// <summary>All of a year fall due on one day; what is beyond goes on the next.</summary>
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
        // Most people have bought nothing: then no event is read.
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
