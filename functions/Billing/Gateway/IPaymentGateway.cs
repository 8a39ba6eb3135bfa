using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Gateway;

/// <summary>
/// What we ask of the payment provider. Each definite answer is a closed record. Where there is no definite answer, a
/// <see cref="PaymentProviderException"/> is thrown, and the same is to be asked again with the same request id.
/// </summary>
internal interface IPaymentGateway
{
    Task<CheckoutResult> CreateOrderAsync(CheckoutRequest request, CancellationToken cancel);

    /// <summary>Takes the money of an approved order.</summary>
    /// <param name="requestId">The same for every attempt at one capture, so that it is made once.</param>
    Task<OrderCaptureStatus> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancel);

    /// <returns>Null when there is none.</returns>
    Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancel);

    Task<CheckoutResult> CreateSubscriptionAsync(CheckoutRequest request, string planId, CancellationToken cancel);

    /// <param name="since">Payments from then on are in the answer.</param>
    Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancel
    );

    /// <summary>Asks for another plan from the next period on. Asking for the same plan again changes nothing.</summary>
    /// <returns>Null when the provider has definitely refused.</returns>
    Task<RevisionResult?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel);

    /// <summary>Ends the billing. A subscription that has ended already is no error.</summary>
    Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel);

    Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancel);

    /// <summary>A capture or a sale by its own id, which finds it as soon as an event names it; lists show it later.</summary>
    /// <returns>Null when the provider does not have it, or not yet.</returns>
    Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancel);

    /// <param name="paymentId">The id of a capture or a sale.</param>
    /// <param name="amount">Null gives back all that is left of the payment.</param>
    /// <param name="requestId">The same for every attempt at one refund, so that it is made once.</param>
    /// <returns>The refund's id; null when the provider has definitely refused and nothing was refunded.</returns>
    Task<string?> RefundAsync(string paymentId, Money? amount, string requestId, CancellationToken cancel);

    Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancel);

    /// <exception cref="NotPermittedException">These keys may not read disputes.</exception>
    Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancel);

    /// <returns>Ids of the disputes about a payment; null when these keys may not read disputes.</returns>
    Task<IReadOnlyList<string>?> DisputesOfAsync(string paymentId, CancellationToken cancel);

    /// <summary>The provider's own list of its events, delivered or not.</summary>
    Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(DateTimeOffset since, CancellationToken cancel);

    /// <param name="id">The provider's id of the order or subscription; null until the provider has answered with one.</param>
    /// <param name="since">Payments of a subscription from then on are in the answer.</param>
    async Task<PurchaseState?> FindAsync(
        BillingSubject subject,
        string? id,
        DateTimeOffset since,
        CancellationToken cancel
    ) =>
        id is null ? null
        : subject.IsOrder ? await FindOrderAsync(id, cancel)
        : await FindSubscriptionAsync(id, since, cancel);
}

/// <summary>
/// The provider gave no definite answer, so it has to be asked again. What the provider said is not in the message, because it may
/// hold data of the buyer.
/// </summary>
internal class PaymentProviderException(Exception? inner = null, string? message = null)
    : Exception(message ?? "The payment provider gave no definite answer.", inner);

/// <summary>The keys lack a permission; docs/deploy.md lists those that are needed.</summary>
internal sealed class NotPermittedException() : PaymentProviderException(null, "The keys may not read this.");

/// <param name="Reference">Our id of the order or subscription. The provider has it as custom id, invoice reference and request id.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where the browser goes when the buyer does not approve.</param>
internal sealed record CheckoutRequest(string Reference, Money Price, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ProviderId">The provider's id of the order or subscription.</param>
/// <param name="ApproveUrl">The provider's page where the buyer approves.</param>
internal sealed record CheckoutResult(string ProviderId, Uri ApproveUrl);

/// <param name="PlanId">The provider's id of the plan.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where the browser goes when the buyer does not approve.</param>
internal sealed record RevisionRequest(string SubscriptionId, string PlanId, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ApproveUrl">The provider's page where the buyer approves; null when no approval is needed.</param>
internal sealed record RevisionResult(Uri? ApproveUrl);

/// <summary>The first answer to a capture. What became of the payment is read from the order afterwards.</summary>
internal enum OrderCaptureStatus
{
    /// <summary>The payment was captured now or before, or is pending.</summary>
    Captured,

    /// <summary>The card or account was declined; no money was taken.</summary>
    Declined,

    /// <summary>The buyer has not approved, or the order has expired or was voided.</summary>
    NotApproved,
}

/// <summary>A capture or a sale, read by its own id.</summary>
/// <param name="CustomId">Our id, which we gave to the order or subscription when it was made.</param>
/// <param name="OrderId">The provider's id of the order; null for a sale.</param>
/// <param name="SubscriptionId">The provider's id of the subscription; null for a capture.</param>
internal sealed record FoundPayment(PaymentState State, string? CustomId, string? OrderId, string? SubscriptionId);

/// <summary>What the provider bills for a plan.</summary>
/// <param name="Price">Price of each regular period; null when the plan has no fixed price.</param>
/// <param name="Months">Length of a regular period in months; null when it is not whole months.</param>
/// <param name="Trials">Prices of the trial periods that cost something.</param>
/// <param name="HasTrial">Whether there is a trial period, even one that costs nothing.</param>
/// <param name="SetupFee">Billed once, with the first payment; null when there is none.</param>
/// <param name="TaxPercent">Tax in percent that is added on top of each price; 0 when prices include it.</param>
/// <param name="IsActive">Whether new subscriptions to the plan can be made.</param>
internal sealed record PlanPricing(
    Money? Price,
    int? Months,
    ImmutableArray<Money> Trials,
    bool HasTrial,
    Money? SetupFee,
    decimal TaxPercent,
    bool IsActive
);

/// <summary>An order or a subscription as the provider has it now.</summary>
internal abstract record PurchaseState
{
    public required string ProviderId { get; init; }
    public string? CustomId { get; init; }

    /// <summary>The payer's id at the provider.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The payments that the provider lists. Its lists are minutes behind its events.</summary>
    public ImmutableArray<PaymentState> Payments { get; init; } = [];
}

internal sealed record OrderState : PurchaseState
{
    public required ProviderOrderStatus Status { get; init; }

    /// <summary>Null when the order has several purchase units, which ours never have, or an amount that cannot be read.</summary>
    public Money? Amount { get; init; }
}

internal enum ProviderOrderStatus
{
    Created,
    Approved,
    Completed,
    Voided,
}

internal sealed record SubscriptionState : PurchaseState
{
    public required SubscriptionStatus Status { get; init; }
    public required string PlanId { get; init; }

    /// <summary>Whether a period is not paid yet. A subscription may be active and owe.</summary>
    public bool HasOutstandingBalance { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<SubscriptionStatus>))]
internal enum SubscriptionStatus
{
    ApprovalPending,
    Active,
    Suspended,
    Cancelled,
    Expired,
}

/// <summary>A capture of an order or a sale of a subscription, with its refunds and disputes.</summary>
internal sealed record PaymentState
{
    public required string Id { get; init; }
    public required PaymentStatus Status { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Empty for a sale, of which the provider lists no refunds: those are known from events.</summary>
    public ImmutableArray<RefundState> Refunds { get; init; } = [];

    public ImmutableArray<DisputeState> Disputes { get; init; } = [];
}

[JsonConverter(typeof(KebabCaseEnumConverter<PaymentStatus>))]
internal enum PaymentStatus
{
    Pending,
    Completed,
    Denied,
    PartiallyRefunded,

    /// <summary>The whole amount was given back, by a refund or a reversal.</summary>
    Refunded,
}

internal sealed record RefundState(string Id, string PaymentId, bool IsThrough, Money Amount, DateTimeOffset At);

/// <param name="Parts">The captures and sales in dispute; empty when the provider names them by the buyer's ids only.</param>
/// <param name="Reference">Our id of what was bought, where the provider repeats it.</param>
/// <param name="Amount">The amount in dispute; for a lost dispute, the amount that went back.</param>
internal sealed record DisputeState(
    string Id,
    ImmutableArray<DisputedPart> Parts,
    string? Reference,
    DisputeStatus Status,
    Money Amount,
    DateTimeOffset At
)
{
    /// <returns>The dispute with the amount that concerns this payment; null when it is about other payments only.</returns>
    public DisputeState? About(string paymentId) =>
        Parts.IsEmpty ? this
        : Parts.FirstOrDefault(p => p.PaymentId.Equals(paymentId, StringComparison.Ordinal)) is { } part
            ? this with
            {
                Amount = part.Amount,
            }
        : null;
}

/// <summary>The part of a dispute's amount that concerns one payment.</summary>
internal sealed record DisputedPart(string PaymentId, Money Amount);

[JsonConverter(typeof(KebabCaseEnumConverter<DisputeStatus>))]
internal enum DisputeStatus
{
    None,
    Open,
    Won,
    Lost,
}
