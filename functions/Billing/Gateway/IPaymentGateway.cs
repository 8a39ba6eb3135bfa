namespace AiPromptGen.Billing.Gateway;

/// <summary>
/// What we ask of the payment provider. Its answers are closed records; whatever has no definite answer is a
/// <see cref="PaymentProviderException"/>, to be asked again with the same request id.
/// </summary>
internal interface IPaymentGateway
{
    Task<CheckoutAnswer> CreateOrderAsync(CheckoutRequest request, CancellationToken cancellationToken);

    /// <param name="requestId">The same for every attempt at one capture.</param>
    Task<CaptureAnswer> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancellationToken);

    /// <returns>Null when there is none.</returns>
    Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancellationToken);

    Task<CheckoutAnswer> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancellationToken
    );

    /// <param name="since">Payments from then on are in the answer.</param>
    Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>Another plan, from its next period on. The same again is the same wish.</summary>
    /// <returns>Null when the provider says no for good.</returns>
    Task<RevisionAnswer?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancellationToken);

    /// <summary>Also when it has ended already.</summary>
    Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken);

    /// <summary>Whose a capture or a sale is.</summary>
    Task<PaymentOwner?> FindPaymentAsync(string paymentId, CancellationToken cancellationToken);

    /// <param name="paymentId">A capture or a sale.</param>
    /// <param name="requestId">The same for every attempt at one refund.</param>
    /// <returns>The refund's id; null when the provider says no for good and nothing went back.</returns>
    Task<string?> RefundAsync(string paymentId, Money amount, string requestId, CancellationToken cancellationToken);

    Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancellationToken);

    /// <summary>Where the list of a subscription's payments says nothing: ids of what may be refunds of a sale.</summary>
    /// <param name="reference">Our id of what it paid for.</param>
    /// <param name="from">When it was paid.</param>
    /// <returns>Each to be looked up; none while the provider does not let us search.</returns>
    Task<IReadOnlyList<string>> SearchRefundsAsync(
        string saleId,
        string reference,
        DateTimeOffset from,
        CancellationToken cancellationToken
    );

    Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancellationToken);

    /// <summary>Ids of all disputes about a payment.</summary>
    Task<IReadOnlyList<string>> DisputesOfAsync(string paymentId, CancellationToken cancellationToken);

    /// <summary>Asks the provider itself whether a webhook is its own.</summary>
    /// <param name="body">As it came, to the byte.</param>
    /// <exception cref="PaymentProviderException">Neither yes nor no: the webhook is not taken, and will come again.</exception>
    Task<bool> VerifyWebhookAsync(
        Webhooks.TransmissionHeaders headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    );
}

/// <summary>No definite answer: ask again. Whatever the provider said stays out of its message.</summary>
internal sealed class PaymentProviderException(Exception? inner = null)
    : Exception("The payment provider gave no definite answer.", inner);
