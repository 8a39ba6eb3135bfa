using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>Each may run twice: what it does is decided by what is there.</summary>
internal sealed class PaymentEventActivities(WebhookInbox inbox, PaymentEvents events)
{
    public const string Exhausted = "attempts-exhausted";

    [Function(nameof(ApplyPaymentEvent))]
    public async Task<PaymentEventAnswer> ApplyPaymentEvent(
        [ActivityTrigger] PaymentEventStart start,
        CancellationToken cancel
    )
    {
        if (await inbox.FindAsync(start.EventId, start.CreatedAt, cancel) is not { } stored)
        {
            return new() { End = PaymentEventEnd.Ignored };
        }

        var outcome = await events.ApplyAsync(stored, cancel);
        await inbox.SetAsync(stored, outcome.Status, outcome.Reason, cancel);
        return new()
        {
            End = outcome.Status switch
            {
                EventStatus.Parked => PaymentEventEnd.Parked,
                EventStatus.Ignored => PaymentEventEnd.Ignored,
                _ => PaymentEventEnd.Applied,
            },
        };
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
