using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Gateway;

/// <summary>
/// What we ask of the payment provider. Its answers are closed records; whatever has no definite answer is a
/// <see cref="PaymentProviderException"/>, to be asked again with the same request id.
/// </summary>
internal interface IPaymentGateway
{
    Task<CheckoutResult> CreateOrderAsync(CheckoutRequest request, CancellationToken cancel);

    /// <param name="requestId">The same for every attempt at one capture.</param>
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

    /// <summary>Another plan, from its next period on. The same again is the same wish.</summary>
    /// <returns>Null when the provider says no for good.</returns>
    Task<RevisionResult?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel);

    /// <summary>Also when it has ended already.</summary>
    Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel);

    Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancel);

    /// <summary>A capture or a sale by its own id: there as soon as an event names it, before any list shows it.</summary>
    /// <returns>Null when it is not to be had, or not yet.</returns>
    Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancel);

    /// <param name="paymentId">A capture or a sale.</param>
    /// <param name="amount">Null: all that is left of it.</param>
    /// <param name="requestId">The same for every attempt at one refund.</param>
    /// <returns>The refund's id; null when the provider says no for good and nothing went back.</returns>
    Task<string?> RefundAsync(string paymentId, Money? amount, string requestId, CancellationToken cancel);

    Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancel);

    /// <exception cref="NotPermittedException">These keys may not read disputes.</exception>
    Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancel);

    /// <returns>Ids of the disputes about a payment; null when these keys may not read disputes.</returns>
    Task<IReadOnlyList<string>?> DisputesOfAsync(string paymentId, CancellationToken cancel);

    /// <summary>The provider's own list of its events, delivered or not.</summary>
    Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(DateTimeOffset since, CancellationToken cancel);

    /// <param name="id">The provider's, of the order or subscription; null before it has answered.</param>
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

/// <summary>No definite answer: ask again. Whatever the provider said stays out of its message.</summary>
internal class PaymentProviderException(Exception? inner = null, string? message = null)
    : Exception(message ?? "The payment provider gave no definite answer.", inner);

/// <summary>The keys lack a permission; docs/deploy.md lists those that are needed.</summary>
internal sealed class NotPermittedException() : PaymentProviderException(null, "The keys may not read this.");

/// <param name="Reference">Our id of the order or subscription: its custom id, invoice reference and request id there.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where it goes otherwise.</param>
internal sealed record CheckoutRequest(string Reference, Money Price, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ProviderId">Of the order or subscription.</param>
/// <param name="ApproveUrl">Where the person agrees.</param>
internal sealed record CheckoutResult(string ProviderId, Uri ApproveUrl);

/// <param name="PlanId">The provider's.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where it goes otherwise.</param>
internal sealed record RevisionRequest(string SubscriptionId, string PlanId, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ApproveUrl">Where the person agrees; null when nobody has to.</param>
internal sealed record RevisionResult(Uri? ApproveUrl);

/// <summary>What became of a capture is read from the order afterwards.</summary>
internal enum OrderCaptureStatus
{
    /// <summary>Captured, pending, or captured before.</summary>
    Captured,

    /// <summary>The instrument was declined; nothing was taken.</summary>
    Declined,

    /// <summary>The person has not agreed, or the order is over.</summary>
    NotApproved,
}

/// <summary>A capture or a sale, read by its own id.</summary>
/// <param name="CustomId">What we gave to the order or subscription when it was made.</param>
/// <param name="OrderId">The provider's, of a capture.</param>
/// <param name="SubscriptionId">The provider's, of a sale.</param>
internal sealed record FoundPayment(PaymentState State, string? CustomId, string? OrderId, string? SubscriptionId);

/// <summary>What the provider bills for a plan.</summary>
/// <param name="Price">Of each regular period; null when the provider's plan has no fixed price.</param>
/// <param name="Months">Of a regular period; null when it is not whole months.</param>
/// <param name="Trials">Prices of trial periods that cost something.</param>
/// <param name="HasTrial">Also one that costs nothing.</param>
/// <param name="SetupFee">Once, with the first payment.</param>
/// <param name="TaxPercent">Added on top of each price; 0 when prices include it.</param>
/// <param name="IsActive">It can be subscribed to.</param>
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

    /// <summary>Those that the provider lists. Its lists lag behind what its events tell.</summary>
    public ImmutableArray<PaymentState> Payments { get; init; } = [];
}

internal sealed record OrderState : PurchaseState
{
    public required ProviderOrderStatus Status { get; init; }

    /// <summary>Null when it has several units, or an amount that is none.</summary>
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

    /// <summary>An active subscription may owe: what is outstanding is not paid.</summary>
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

/// <summary>A capture of an order or a sale of a subscription: money that came, and what of it went back.</summary>
internal sealed record PaymentState
{
    public required string Id { get; init; }
    public required PaymentStatus Status { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a sale the provider lists none: they are known from events.</summary>
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

    /// <summary>Or reversed.</summary>
    Refunded,
}

internal sealed record RefundState(string Id, string PaymentId, bool IsThrough, Money Amount, DateTimeOffset At);

/// <param name="Parts">The captures and sales in dispute; none when the provider names them by the buyer's ids only.</param>
/// <param name="Reference">Our id of what was bought, where the provider repeats it.</param>
/// <param name="Amount">What is in dispute; of a lost one, what went back.</param>
internal sealed record DisputeState(
    string Id,
    ImmutableArray<DisputedPart> Parts,
    string? Reference,
    DisputeStatus Status,
    Money Amount,
    DateTimeOffset At
)
{
    /// <returns>For as much as it is about that payment; null when it is about others.</returns>
    public DisputeState? About(string paymentId) =>
        Parts.IsEmpty ? this
        : Parts.FirstOrDefault(p => p.PaymentId.Equals(paymentId, StringComparison.Ordinal)) is { } part
            ? this with
            {
                Amount = part.Amount,
            }
        : null;
}

/// <summary>What of the amount of a dispute is about one payment.</summary>
internal sealed record DisputedPart(string PaymentId, Money Amount);

[JsonConverter(typeof(KebabCaseEnumConverter<DisputeStatus>))]
internal enum DisputeStatus
{
    None,
    Open,
    Won,
    Lost,
}
