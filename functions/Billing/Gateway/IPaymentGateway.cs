namespace AiPromptGen.Billing.Gateway;

/// <summary>
/// What we ask of the payment provider. Its answers are closed records; whatever has no definite answer is a
/// <see cref="PaymentProviderException"/>, to be asked again with the same request id.
/// </summary>
internal interface IPaymentGateway
{
    Task<CheckoutAnswer> CreateOrderAsync(CheckoutRequest request, CancellationToken cancel);

    /// <param name="requestId">The same for every attempt at one capture.</param>
    Task<CaptureAnswer> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancel);

    /// <returns>Null when there is none.</returns>
    Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancel);

    Task<CheckoutAnswer> CreateSubscriptionAsync(CheckoutRequest request, string planId, CancellationToken cancel);

    /// <param name="since">Payments from then on are in the answer.</param>
    Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancel
    );

    /// <summary>Another plan, from its next period on. The same again is the same wish.</summary>
    /// <returns>Null when the provider says no for good.</returns>
    Task<RevisionAnswer?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel);

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

    /// <summary>Ids of the disputes about a payment.</summary>
    /// <exception cref="NotPermittedException">These keys may not read disputes.</exception>
    Task<IReadOnlyList<string>> DisputesOfAsync(string paymentId, CancellationToken cancel);

    /// <summary>The provider's own list of its events, delivered or not.</summary>
    Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(DateTimeOffset since, CancellationToken cancel);
}

/// <summary>No definite answer: ask again. Whatever the provider said stays out of its message.</summary>
internal class PaymentProviderException(Exception? inner = null, string? message = null)
    : Exception(message ?? "The payment provider gave no definite answer.", inner);

/// <summary>The keys lack a permission; docs/deploy.md lists those that are needed.</summary>
internal sealed class NotPermittedException() : PaymentProviderException(null, "The keys may not read this.");
