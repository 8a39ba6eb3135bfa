using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>The steps of applying a payment event. Each may run twice, so it decides from what is stored already.</summary>
internal sealed class PaymentEventActivities(WebhookInbox inbox, PaymentEvents events)
{
    public const string Exhausted = "attempts-exhausted";

    [Function(nameof(ApplyPaymentEvent))]
    public async Task<PaymentEventResult> ApplyPaymentEvent(
        [ActivityTrigger] PaymentEventStart start,
        CancellationToken cancel
    )
    {
        if (await inbox.FindAsync(start.EventId, start.CreatedAt, cancel) is not { } stored)
        {
            return new() { End = EventStatus.Ignored };
        }

        var outcome = await events.ApplyAsync(stored, cancel);
        await inbox.SetAsync(stored, outcome.Status, outcome.Reason, cancel);
        return new() { End = outcome.Status };
    }

    [Function(nameof(ParkPaymentEvent))]
    public async Task ParkPaymentEvent([ActivityTrigger] PaymentEventStart start, CancellationToken cancel)
    {
        if (await inbox.FindAsync(start.EventId, start.CreatedAt, cancel) is { } stored)
        {
            await inbox.SetAsync(stored, EventStatus.Parked, Exhausted, cancel);
        }
    }
}

// Payloads hold ids, times and words of fixed sets only, and change by addition only, for the reasons at GenerationStart.

public sealed record PaymentEventStart
{
    public required string EventId { get; init; }

    /// <summary>When the event was created, by PayPal's clock. Its day decides in which table the event is stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed record PaymentEventResult
{
    public required EventStatus End { get; init; }
}

/// <summary>Starts the orchestration of a stored event, under the event's id.</summary>
internal sealed partial class PaymentEventStarts(ILogger<PaymentEventStarts> logger)
{
    /// <summary>Throws nothing when the start fails, because the event is stored already and reconciliation will start it.</summary>
    public async Task TryStartAsync(DurableTaskClient client, WebhookEvent stored, CancellationToken cancel)
    {
        var id = $"paypal.{stored.Id}";
        try
        {
            var instance = await client.GetInstanceAsync(id, cancellation: cancel);
            if (instance is { IsRunning: true })
            {
                return;
            }

            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(PaymentEventOrchestrator),
                new PaymentEventStart { EventId = stored.Id, CreatedAt = stored.CreatedAt },
                new StartOrchestrationOptions(id),
                cancel
            );
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested)
        {
            LogStartFailed(stored.Id, failed.GetType().Name);
        }
    }

    [LoggerMessage(
        3011,
        LogLevel.Warning,
        "Payment event {EventId} could not be started ({Fault}); reconciliation will start it"
    )]
    private partial void LogStartFailed(string eventId, string fault);
}
