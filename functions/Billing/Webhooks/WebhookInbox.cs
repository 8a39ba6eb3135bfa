using Azure;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Billing.Webhooks;

internal enum EventStatus
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

        var row = new TableEntity(Shards.Of(received.Id), received.Id)
        {
            ["Type"] = received.Type,
            ["CreatedAt"] = received.CreatedAt,
            ["ReceivedAt"] = time.GetUtcNow(),
            ["Status"] = nameof(EventStatus.Received),
            ["CustomId"] = received.CustomId,
            ["OrderId"] = received.OrderId,
            ["SubscriptionId"] = received.SubscriptionId,
            ["PaymentId"] = received.PaymentId,
            ["RefundId"] = received.RefundId,
            ["DisputeId"] = received.DisputeId,
        };
        try
        {
            await table.AddEntityAsync(row, cancel);
            return EventStatus.Received;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            var there = await table.GetEntityAsync<TableEntity>(
                row.PartitionKey,
                row.RowKey,
                cancellationToken: cancel
            );
            return StatusOf(there.Value);
        }
    }

    public async Task<WebhookEvent?> FindAsync(string id, DateTimeOffset createdAt, CancellationToken cancel)
    {
        var found = await Table(createdAt).GetEntityIfExistsAsync<TableEntity>(Shards.Of(id), id, null, cancel);
        return found is { HasValue: true, Value: { } row } ? EventOf(row) : null;
    }

    /// <param name="reason">Why it is parked: a closed word.</param>
    public Task SetAsync(WebhookEvent stored, EventStatus status, string? reason, CancellationToken cancel) =>
        Table(stored.CreatedAt)
            .UpdateEntityAsync(
                new TableEntity(Shards.Of(stored.Id), stored.Id)
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
        int most,
        CancellationToken cancel
    )
    {
        var filter = TableClient.CreateQueryFilter(
            $"Status eq {nameof(EventStatus.Received)} and ReceivedAt le {before}"
        );
        var stuck = new List<WebhookEvent>();
        try
        {
            await foreach (var row in Table(day).QueryAsync<TableEntity>(filter, null, null, cancel))
            {
                stuck.Add(EventOf(row));
                if (stuck.Count == most)
                {
                    break;
                }
            }
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // No event that day.
        }

        return stuck;
    }

    private TableClient Table(DateTimeOffset day) => Days.Find(DayTableRules.Day(day));

    private static EventStatus StatusOf(TableEntity row) => Enum.Parse<EventStatus>(row.GetString("Status"));

    private static WebhookEvent EventOf(TableEntity row) =>
        new()
        {
            Id = row.RowKey,
            Type = row.GetString("Type"),
            CreatedAt = row.GetDateTimeOffset("CreatedAt")!.Value,
            CustomId = row.GetString("CustomId"),
            OrderId = row.GetString("OrderId"),
            SubscriptionId = row.GetString("SubscriptionId"),
            PaymentId = row.GetString("PaymentId"),
            RefundId = row.GetString("RefundId"),
            DisputeId = row.GetString("DisputeId"),
        };
}

/// <summary>Daily: drops the days of events that are due, also after paid plans were turned off.</summary>
internal sealed partial class InboxSweep(WebhookInbox inbox, ILogger<InboxSweep> logger)
{
    private const int MostPerRun = 100;

    [Function("DropInboxTables")]
    public async Task RunAsync([TimerTrigger("0 25 0 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await inbox.Days.DropDueAsync(
            MostPerRun,
            (day, fault) => LogFault(day, fault.GetType().Name),
            cancel
        );
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
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
