using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Billing.Webhooks;

/// <param name="Reason">Of what is parked.</param>
internal sealed record EventOutcome(EventStatus Status, string? Reason = null);

/// <summary>Applies one stored event: finds what it is about, and brings that to what PayPal says now.</summary>
internal sealed class PaymentEvents(
    IPaymentGateway gateway,
    BillingIndex index,
    OrderSync orders,
    SubscriptionSync subscriptions
)
{
    public const string SubjectUnknown = "subject-unknown";
    public const string AccountGone = "account-gone";

    public async Task<EventOutcome> ApplyAsync(WebhookEvent stored, CancellationToken cancellationToken)
    {
        if (!stored.IsKnown)
        {
            return new(EventStatus.Ignored);
        }

        try
        {
            var outcome = new EventOutcome(EventStatus.Applied);
            foreach (var paymentId in await PaymentsAsync(stored, cancellationToken))
            {
                var one = await ApplyAsync(stored, paymentId, cancellationToken);
                outcome = outcome.Status == EventStatus.Parked ? outcome : one;
            }

            return outcome;
        }
        // A closing account takes nothing new either, and says so with a problem.
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            return new(EventStatus.Parked, AccountGone);
        }
    }

    /// <summary>A dispute may be about several payments; any other event is about one, or about none yet.</summary>
    private async Task<IEnumerable<string?>> PaymentsAsync(WebhookEvent stored, CancellationToken cancellationToken) =>
        stored.DisputeId is { } id && await gateway.FindDisputeAsync(id, cancellationToken) is { } dispute
            ? [.. dispute.PaymentIds]
            : [stored.PaymentId];

    private async Task<EventOutcome> ApplyAsync(
        WebhookEvent stored,
        string? paymentId,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(stored, paymentId, cancellationToken) is not { } place)
        {
            return new(EventStatus.Parked, SubjectUnknown);
        }

        var hints = new EventHints(paymentId, stored.RefundId, stored.DisputeId);
        var (found, parked) = place.Subject.IsOrder
            ? Of(await orders.SyncAsync(place, hints, asked: false, cancellationToken))
            : Of(await subscriptions.SyncAsync(place, hints, cancellationToken));
        return (found, parked) switch
        {
            (false, _) => new(EventStatus.Parked, SubjectUnknown),
            // The event that names the refund is on its way; reconciliation tells if it stays away.
            (_, null or PaymentRules.RefundUnknown) => new(EventStatus.Applied),
            _ => new(EventStatus.Parked, parked),
        };
    }

    private static (bool Found, string? Parked) Of<T>(SyncResult<T>? result) => (result is not null, result?.Parked);

    /// <summary>By the ids of the event; else by what PayPal says the payment belongs to: a dispute may come first of all.</summary>
    private async Task<BillingIndex.Place?> FindAsync(
        WebhookEvent stored,
        string? paymentId,
        CancellationToken cancellationToken
    )
    {
        var place = await FindAsync(
            [paymentId, stored.CustomId, stored.OrderId, stored.SubscriptionId],
            cancellationToken
        );
        if (place is not null || paymentId is null)
        {
            return place;
        }

        return await gateway.FindPaymentAsync(paymentId, cancellationToken) is { } owner
            ? await FindAsync([owner.CustomId, owner.OrderId, owner.SubscriptionId], cancellationToken)
            : null;
    }

    private async Task<BillingIndex.Place?> FindAsync(IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.OfType<string>().Where(Platform.KeyPart.IsValid))
        {
            if (await index.FindAsync(id, cancellationToken) is { } place)
            {
                return place;
            }
        }

        return null;
    }
}
