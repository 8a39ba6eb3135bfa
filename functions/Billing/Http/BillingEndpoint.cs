using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Http;

/// <summary><c>GET /billing</c>: the caller's subscriptions and receipts.</summary>
internal sealed class BillingEndpoint(BillingGate gate, BillingStore store, Catalogue catalogue)
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
                return Answers.Json(BillingViewRules.Of(subscriptions, payments, plan => catalogue.Plan(plan)?.Price));
            },
            cancel
        );
}

internal static class BillingViewRules
{
    public static BillingView Of(
        IEnumerable<SubscriptionRecord> subscriptions,
        IEnumerable<PaymentRecord> payments,
        Func<string, Money?> priceOf
    ) =>
        new([
            .. subscriptions.Where(s => s.ProviderId is not null).Select(s => Of(s, PriceOf(s, priceOf))),
            .. payments
                .Where(p => p.Status is not (PaymentStatus.Pending or PaymentStatus.Denied) || p.Credits > 0)
                .OrderByDescending(p => p.PaidAt)
                .ThenBy(p => p.Id, StringComparer.Ordinal)
                .Select(Of),
        ]);

    /// <param name="priceOf">The catalogue's, for a plan that nobody agreed on here.</param>
    public static SubscriptionView ViewOf(SubscriptionRecord subscription, Func<string, Money?> priceOf) =>
        new(subscription.Id, StatusOf(subscription), subscription.Plan, AmountView.Of(PriceOf(subscription, priceOf)));

    public static SubscriptionViewStatus StatusOf(SubscriptionRecord subscription) =>
        subscription switch
        {
            { IsGivenUp: true } => SubscriptionViewStatus.Cancelled,
            { Status: SubscriptionStatus.Active, IsPastDue: true } => SubscriptionViewStatus.PastDue,
            // Every other word is the same in both.
            _ => Enum.Parse<SubscriptionViewStatus>(subscription.Status.ToString()),
        };

    private static Money PriceOf(SubscriptionRecord subscription, Func<string, Money?> priceOf)
    {
        var agreed = PurchaseRules.Agreed(subscription);
        var own = agreed.FirstOrDefault(terms => PlanChangeRules.IsOn(subscription, terms.Plan));
        return own?.Price ?? priceOf(subscription.Plan) ?? agreed[0].Price;
    }

    private static BillingRecordView Of(SubscriptionRecord subscription, Money price) =>
        new()
        {
            Plan = subscription.Plan,
            Amount = AmountView.Of(price),
            SubscriptionStatus = StatusOf(subscription),
            InvoiceReference = subscription.Id,
            ProviderCustomerId = subscription.CustomerId,
        };

    private static BillingRecordView Of(PaymentRecord payment) =>
        new()
        {
            Plan = payment.Plan,
            Amount = AmountView.Of(payment.Amount),
            RefundOrDisputeStatus = StatusOf(payment),
            // An order is captured once for good; a subscription is paid again and again.
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

/// <param name="Pack">Id of a pack; what it costs is ours to say.</param>
public sealed record OrderRequest(string Pack);

/// <param name="Plan">Id of a plan.</param>
public sealed record SubscriptionRequest(string Plan);

/// <param name="Plan">Id of the plan to change to.</param>
public sealed record PlanChangeBody(string Plan);

/// <param name="ApproveUrl">Where the person agrees to pay.</param>
internal sealed record CheckoutView(string Id, string ApproveUrl);

internal sealed record OrderView(string Id, OrderStatus Status, string Pack, AmountView Amount);

internal sealed record SubscriptionView(string Id, SubscriptionViewStatus Status, string Plan, AmountView Amount);

/// <param name="Value">"9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record AmountView(string Value, string Currency)
{
    internal static AmountView Of(Money money) => new(money.Value, money.Currency);
}

[JsonConverter(typeof(KebabCaseEnumConverter<SubscriptionViewStatus>))]
internal enum SubscriptionViewStatus
{
    ApprovalPending,
    Active,

    /// <summary>Active, and a payment is outstanding.</summary>
    PastDue,
    Suspended,
    Cancelled,
    Expired,
}

/// <summary>Newest subscription first, then receipts, one a payment.</summary>
internal sealed record BillingView(IReadOnlyList<BillingRecordView> Records);

/// <summary>Exactly what the privacy policy allows of a billing record.</summary>
internal sealed record BillingRecordView
{
    public required string Plan { get; init; }
    public required AmountView Amount { get; init; }

    /// <summary>Of a subscription.</summary>
    public SubscriptionViewStatus? SubscriptionStatus { get; init; }

    /// <summary>Of a payment; none when all of it stayed.</summary>
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
