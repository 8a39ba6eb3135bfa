namespace AiPromptGen.Billing.Webhooks;

/// <param name="Reason">Why the event is parked, as one of a fixed set of words; null when it is not parked.</param>
internal sealed record EventResult(EventStatus Status, string? Reason = null);

/// <summary>
/// Applies one stored event: finds what it is about, writes the ids that it names to the payment's row, and brings the order
/// or subscription to what PayPal says now. What PayPal does not show yet is no definite answer: the event is tried again.
/// </summary>
internal sealed partial class PaymentEvents(
    IPaymentGateway gateway,
    BillingIndex index,
    PaymentBooking booking,
    PurchaseSync purchases,
    ErasedPurchases erased,
    TimeProvider time,
    ILogger<PaymentEvents> logger
)
{
    public const string SubjectUnknown = "subject-unknown";
    public const string AccountGone = "account-gone";

    /// <exception cref="PaymentProviderException">Try again.</exception>
    public async Task<EventResult> ApplyAsync(WebhookEvent stored, CancellationToken cancel)
    {
        var kind = EventTypes.KindOf(stored.Type);
        if (kind == EventKind.Unknown)
        {
            LogUnknown(stored.Type);
        }

        if (kind is EventKind.Unknown or EventKind.Ignored)
        {
            return new(EventStatus.Ignored);
        }

        var (named, payments) = await NamedAsync(stored, cancel);
        if (payments.Count == 0)
        {
            return await ApplyAsync(named, null, cancel);
        }

        var outcome = new EventResult(EventStatus.Applied);
        foreach (var paymentId in payments)
        {
            var one = await ApplyAsync(named, paymentId, cancel);
            outcome = outcome.Status == EventStatus.Parked ? outcome : one;
        }

        return outcome;
    }

    /// <summary>A dispute may be about several payments; any other event is about one, or about none yet.</summary>
    private async Task<(WebhookEvent Event, IReadOnlyList<string> Payments)> NamedAsync(
        WebhookEvent stored,
        CancellationToken cancel
    )
    {
        if (stored.DisputeId is { } disputeId && await DisputeAsync(stored, disputeId, cancel) is { } dispute)
        {
            // When there are several payments each is looked up by its own id, because they need not belong to one order or subscription.
            var reference = dispute.Parts.Length > 1 ? null : stored.CustomId ?? dispute.Reference;
            return (stored with { CustomId = reference }, [.. dispute.Parts.Select(p => p.PaymentId)]);
        }

        if (stored is not { RefundId: { } refundId, PaymentId: null })
        {
            return (stored, stored.PaymentId is { } one ? [one] : []);
        }

        if (await gateway.FindRefundAsync(refundId, cancel) is { } refund)
        {
            return (stored, [refund.PaymentId]);
        }

        // The id may be that of the payment itself.
        return await gateway.FindPaymentAsync(refundId, cancel) is not null
            ? (stored with { RefundId = null }, [refundId])
            : throw new PaymentProviderException();
    }

    /// <returns>Null when our keys may not read the dispute; then only the event says what it is about.</returns>
    private async Task<DisputeState?> DisputeAsync(WebhookEvent stored, string disputeId, CancellationToken cancel)
    {
        try
        {
            var dispute = await gateway.FindDisputeAsync(disputeId, cancel);
            return dispute ?? throw new PaymentProviderException();
        }
        catch (NotPermittedException)
        {
            LogNotPermitted(stored.Id);
            return null;
        }
    }

    private async Task<EventResult> ApplyAsync(WebhookEvent named, string? paymentId, CancellationToken cancel)
    {
        var (place, found, ours) = await FindAsync(named, paymentId, cancel);
        if (place is null)
        {
            var providerId = named.SubscriptionId ?? named.OrderId ?? found?.SubscriptionId ?? found?.OrderId;
            return await SettledAsync(ours, providerId, found, SubjectUnknown, cancel);
        }

        try
        {
            return await ApplyAsync(place, named, paymentId, found, cancel);
        }
        // A closing account takes nothing new, and the ledger throws a problem.
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            return await SettledAsync(place.Subject.Id, null, found, AccountGone, cancel);
        }
    }

    private async Task<EventResult> ApplyAsync(
        BillingIndex.Place place,
        WebhookEvent named,
        string? paymentId,
        FoundPayment? found,
        CancellationToken cancel
    )
    {
        var (refundId, disputeId) = (named.RefundId, named.DisputeId);
        if (paymentId is null && disputeId is not null)
        {
            // PayPal names only the buyer's id of the transaction, which we do not know. The dispute is then taken to be about the payment
            // that was the latest when the dispute first became known.
            var before = (await purchases.SyncAsync(place, asked: false, cancel))?.Payments;
            var own = before?.FirstOrDefault(p => p.DisputeIds.Split(',').Contains(disputeId, StringComparer.Ordinal));
            paymentId = (own ?? before?.MaxBy(p => p.PaidAt))?.Id;
            if (paymentId is null)
            {
                return new(EventStatus.Parked, SubjectUnknown);
            }
        }

        if (paymentId is not null)
        {
            await booking.NoteAsync(place, found, paymentId, refundId, disputeId, cancel);
        }

        return await purchases.SyncAsync(place, asked: false, cancel) switch
        {
            // The account has just been erased.
            null => await SettledAsync(
                place.Subject.Id,
                named.SubscriptionId ?? named.OrderId,
                found,
                SubjectUnknown,
                cancel
            ),
            // PayPal does not show yet what the event named, so the event is tried again.
            { Parked: PaymentRules.RefundNotSeen or PaymentRules.DisputeNotSeen } =>
                throw new PaymentProviderException(),
            // Another event will name the refund. If it does not come, reconciliation reports the payment as parked.
            { Parked: null or PaymentRules.RefundUnknown } => new(EventStatus.Applied),
            { Parked: var parked } => new(EventStatus.Parked, parked),
        };
    }

    /// <param name="otherwise">Why the event is parked when it is not about a purchase of an erased account.</param>
    private async Task<EventResult> SettledAsync(
        string? ours,
        string? providerId,
        FoundPayment? found,
        string otherwise,
        CancellationToken cancel
    ) =>
        ours is not null && await erased.SettleAsync(ours, providerId, found?.State, cancel)
            ? new(EventStatus.Applied)
            : new(EventStatus.Parked, otherwise);

    /// <summary>
    /// Finds the order or subscription by our id, which PayPal repeats in the event or in the payment, order or subscription that the event
    /// names.
    /// </summary>
    /// <returns>
    /// The place, or null when no account has it; the payment, if it had to be read; and our id, even when no account has it.
    /// </returns>
    private async Task<(BillingIndex.Place? Place, FoundPayment? Found, string? Ours)> FindAsync(
        WebhookEvent named,
        string? paymentId,
        CancellationToken cancel
    )
    {
        foreach (var id in new[] { named.CustomId, paymentId, named.OrderId, named.SubscriptionId }.OfType<string>())
        {
            if (await index.FindAsync(id, cancel) is { } place)
            {
                return (place, null, named.CustomId);
            }
        }

        var found = paymentId is null ? null : await gateway.FindPaymentAsync(paymentId, cancel);
        if (paymentId is not null && found is null)
        {
            throw new PaymentProviderException();
        }

        var ours =
            named.CustomId
            ?? found?.CustomId
            ?? await OursAsync(named.OrderId ?? found?.OrderId, named.SubscriptionId ?? found?.SubscriptionId, cancel);
        var isKnown = Platform.KeyPart.IsValid(ours);
        return (isKnown ? await index.FindAsync(ours!, cancel) : null, found, isKnown ? ours : null);
    }

    private async Task<string?> OursAsync(string? orderId, string? subscriptionId, CancellationToken cancel) =>
        subscriptionId is not null
            ? (await gateway.FindSubscriptionAsync(subscriptionId, time.GetUtcNow(), cancel))?.CustomId
        : orderId is not null ? (await gateway.FindOrderAsync(orderId, cancel))?.CustomId
        : null;

    [LoggerMessage(3012, LogLevel.Warning, "Payment events of type {Type} are new to us; they are ignored")]
    private partial void LogUnknown(string type);

    [LoggerMessage(3013, LogLevel.Error, "Payment event {EventId}: the keys may not read disputes")]
    private partial void LogNotPermitted(string eventId);
}
