using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Http;

/// <summary><c>GET /billing</c>: the caller's subscriptions and receipts.</summary>
internal sealed class BillingEndpoint(BillingGate gate, BillingStore store, ShopCatalog catalog)
{
    [Function("GetBilling")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "billing")] HttpRequest http,
        CancellationToken cancel
    ) =>
        gate.AnswerAsync(
            async () =>
            {
                var account = http.Caller().AccountId;
                var subscriptions = await store.SubscriptionsAsync(account, cancel);
                var payments = await store.PaymentsAsync(account, cancel);
                return Answers.Json(BillingViewRules.From(subscriptions, payments, plan => catalog.Plan(plan)?.Price));
            },
            cancel
        );
}

internal static class BillingViewRules
{
    public static BillingView From(
        IEnumerable<SubscriptionRecord> subscriptions,
        IEnumerable<PaymentRecord> payments,
        Func<string, Money?> priceOf
    ) =>
        new([
            .. subscriptions.Where(s => s.ProviderId is not null).Select(s => From(s, PriceOf(s, priceOf))),
            .. payments
                .Where(p => p.Status is not (PaymentStatus.Pending or PaymentStatus.Denied) || p.Credits > 0)
                .OrderByDescending(p => p.PaidAt)
                .ThenBy(p => p.Id, StringComparer.Ordinal)
                .Select(From),
        ]);

    /// <param name="priceOf">Finds today's price of a plan, for a subscription on which no price was agreed here.</param>
    public static SubscriptionView ViewOf(SubscriptionRecord subscription, Func<string, Money?> priceOf) =>
        new(
            subscription.Id,
            StatusOf(subscription),
            subscription.Plan,
            AmountView.From(PriceOf(subscription, priceOf))
        );

    public static SubscriptionViewStatus StatusOf(SubscriptionRecord subscription) =>
        subscription switch
        {
            { IsGivenUp: true } => SubscriptionViewStatus.Cancelled,
            { Status: SubscriptionStatus.Active, IsPastDue: true } => SubscriptionViewStatus.PastDue,
            // All other statuses have the same word here and in the contract.
            _ => Enum.Parse<SubscriptionViewStatus>(subscription.Status.ToString()),
        };

    private static Money PriceOf(SubscriptionRecord subscription, Func<string, Money?> priceOf)
    {
        var agreed = PurchaseRules.Agreed(subscription);
        var own = agreed.FirstOrDefault(terms => PlanChangeRules.IsOn(subscription, terms.ItemId));
        return own?.Price ?? priceOf(subscription.Plan) ?? agreed[0].Price;
    }

    private static BillingRecordView From(SubscriptionRecord subscription, Money price) =>
        new()
        {
            Plan = subscription.Plan,
            Amount = AmountView.From(price),
            SubscriptionStatus = StatusOf(subscription),
            InvoiceReference = subscription.Id,
            ProviderCustomerId = subscription.CustomerId,
        };

    private static BillingRecordView From(PaymentRecord payment) =>
        new()
        {
            Plan = payment.ItemId,
            Amount = AmountView.From(payment.Amount),
            RefundOrDisputeStatus = StatusOf(payment),
            // An order has one payment; a subscription has one for each period.
            InvoiceReference = payment.Subject.IsOrder ? payment.Subject.Id : payment.Id,
            ProviderCustomerId = payment.CustomerId,
        };

    private static RefundOrDisputeStatus? StatusOf(PaymentRecord payment) =>
        payment.Dispute == DisputeStatus.Open ? RefundOrDisputeStatus.DisputeOpen
        : payment.Dispute == DisputeStatus.Lost ? RefundOrDisputeStatus.DisputeLost
        : payment.Refunded >= payment.Amount.Minor ? RefundOrDisputeStatus.Refunded
        : payment.Refunded > 0 ? RefundOrDisputeStatus.PartiallyRefunded
        : payment.Dispute == DisputeStatus.Won ? RefundOrDisputeStatus.DisputeWon
        : null;
}

/// <param name="Pack">Id of a pack. The price comes from the settings, never from the request.</param>
public sealed record OrderRequest(string Pack);

/// <param name="Plan">Id of a plan.</param>
public sealed record SubscriptionRequest(string Plan);

/// <param name="Plan">Id of the plan to change to.</param>
public sealed record PlanChangeBody(string Plan);

/// <param name="ApproveUrl">Where the person agrees to pay.</param>
internal sealed record CheckoutView(string Id, string ApproveUrl);

internal sealed record OrderView(string Id, OrderStatus Status, string Pack, AmountView Amount);

internal sealed record SubscriptionView(string Id, SubscriptionViewStatus Status, string Plan, AmountView Amount);

/// <param name="Value">An amount with a point and the currency's decimals, such as "9.99".</param>
/// <param name="Currency">A code of ISO 4217, such as EUR.</param>
public sealed record AmountView(string Value, string Currency)
{
    internal static AmountView From(Money money) => new(money.Value, money.Currency);
}

[JsonConverter(typeof(KebabCaseEnumConverter<SubscriptionViewStatus>))]
internal enum SubscriptionViewStatus
{
    ApprovalPending,
    Active,

    /// <summary>The subscription is active, but a payment of it is outstanding.</summary>
    PastDue,
    Suspended,
    Cancelled,
    Expired,
}

/// <summary>The subscriptions, and then a receipt for each payment; the newest is first in each.</summary>
internal sealed record BillingView(IReadOnlyList<BillingRecordView> Records);

/// <summary>A subscription or a payment, with the fields that the privacy policy names for a billing record and no others.</summary>
internal sealed record BillingRecordView
{
    public required string Plan { get; init; }
    public required AmountView Amount { get; init; }

    /// <summary>The status of a subscription; null for a payment.</summary>
    public SubscriptionViewStatus? SubscriptionStatus { get; init; }

    /// <summary>The status of a payment's refunds and disputes; null when there are none.</summary>
    public RefundOrDisputeStatus? RefundOrDisputeStatus { get; init; }

    /// <summary>The order's or subscription's id, or the payment's at the provider.</summary>
    public required string InvoiceReference { get; init; }

    public string? ProviderCustomerId { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<RefundOrDisputeStatus>))]
internal enum RefundOrDisputeStatus
{
    PartiallyRefunded,
    Refunded,
    DisputeOpen,
    DisputeWon,
    DisputeLost,
}
