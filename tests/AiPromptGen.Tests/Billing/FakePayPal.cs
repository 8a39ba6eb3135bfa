using System.Collections.Immutable;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Billing;

/// <summary>PayPal as it would answer now; it remembers, whoever asks. Everything that happens there happens once.</summary>
internal sealed partial class FakePayPal : IPaymentGateway
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, RefundState> refunds = [];
    private readonly Dictionary<string, DisputeState> disputes = [];
    private readonly Dictionary<string, CheckoutAnswer> made = [];
    private readonly HashSet<string> captureRequests = [];

    public Dictionary<string, OrderState> Orders { get; } = [];

    public Dictionary<string, SubscriptionState> Subscriptions { get; } = [];

    /// <summary>What the next capture of an order becomes; null declines it.</summary>
    public PaymentStatus? CaptureBecomes { get; set; } = PaymentStatus.Completed;

    public bool IsDown { get; set; }

    public bool RefusesRefunds { get; set; }

    /// <summary>They are made all the same.</summary>
    public bool LosesRefundAnswers { get; set; }

    public IEnumerable<RefundState> Refunds => refunds.Values;

    public int Captures => captureRequests.Count;

    public List<string> Cancelled { get; } = [];

    public Task<CheckoutAnswer> CreateOrderAsync(CheckoutRequest request, CancellationToken cancellationToken)
    {
        var answer = Made(request.Reference, "O");
        Orders.TryAdd(
            answer.ProviderId,
            new()
            {
                ProviderId = answer.ProviderId,
                Status = ProviderOrderStatus.Created,
                CustomId = request.Reference,
                Amount = request.Price,
            }
        );
        return Task.FromResult(answer);
    }

    public Task<CaptureAnswer> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var order = Orders[orderId];
        if (order.Status == ProviderOrderStatus.Completed)
        {
            return Task.FromResult(CaptureAnswer.Captured);
        }

        if (order.Status != ProviderOrderStatus.Approved)
        {
            return Task.FromResult(CaptureAnswer.NotApproved);
        }

        captureRequests.Add(requestId);
        if (CaptureBecomes is null)
        {
            return Task.FromResult(CaptureAnswer.Declined);
        }

        Capture(orderId);
        return Task.FromResult(CaptureAnswer.Captured);
    }

    public Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        return Task.FromResult(Orders.GetValueOrDefault(orderId));
    }

    public Task<CheckoutAnswer> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancellationToken
    )
    {
        var answer = Made(request.Reference, "I");
        Subscriptions.TryAdd(
            answer.ProviderId,
            new()
            {
                ProviderId = answer.ProviderId,
                Status = SubscriptionStatus.ApprovalPending,
                PlanId = planId,
                CustomId = request.Reference,
            }
        );
        return Task.FromResult(answer);
    }

    public Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDown();
        return Task.FromResult(Subscriptions.GetValueOrDefault(subscriptionId));
    }

    public Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Cancelled.Add(subscriptionId);
        var old = Subscriptions[subscriptionId];
        Subscriptions[subscriptionId] = old with { Status = SubscriptionStatus.Cancelled };
        return Task.CompletedTask;
    }

    public Task<PaymentOwner?> FindPaymentAsync(string paymentId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var order = Orders.Values.FirstOrDefault(o => o.Captures.Any(c => c.Id == paymentId));
        var subscription = Subscriptions.Values.FirstOrDefault(s => s.Sales.Any(p => p.Id == paymentId));
        return Task.FromResult(
            order is not null ? new PaymentOwner(order.CustomId, order.ProviderId, null)
            : subscription is not null ? new PaymentOwner(subscription.CustomId, null, subscription.ProviderId)
            : null
        );
    }

    public Task<string?> RefundAsync(
        string paymentId,
        Money amount,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDown();
        if (RefusesRefunds)
        {
            return Task.FromResult<string?>(null);
        }

        var id = "R-" + requestId;
        Refund(paymentId, id, amount.Minor, Start.AddDays(1));
        return LosesRefundAnswers ? throw new PaymentProviderException() : Task.FromResult<string?>(id);
    }

    public Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancellationToken) =>
        Task.FromResult(refunds.GetValueOrDefault(refundId));

    public Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        Task.FromResult(disputes.GetValueOrDefault(disputeId));

    public Task<IReadOnlyList<string>> DisputesOfAsync(string paymentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([
            .. disputes.Values.Where(d => d.PaymentIds.Contains(paymentId)).Select(d => d.Id),
        ]);

    public Task<bool> VerifyWebhookAsync(
        TransmissionHeaders headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    ) => Task.FromResult(headers.Signature == "asked");

    public void Approve(string orderId)
    {
        var order = Orders[orderId];
        Orders[orderId] =
            order.Status == ProviderOrderStatus.Created
                ? order with
                {
                    Status = ProviderOrderStatus.Approved,
                    CustomerId = "PAYER1",
                }
                : order;
    }

    public void Capture(string orderId, string? captureId = null)
    {
        Approve(orderId);
        var order = Orders[orderId];
        if (order.Captures.IsEmpty)
        {
            var capture = new PaymentState
            {
                Id = captureId ?? "C-" + orderId,
                Status = CaptureBecomes ?? PaymentStatus.Denied,
                Amount = order.Amount!.Value,
                At = Start.AddMinutes(5),
            };
            Orders[orderId] = order with { Status = ProviderOrderStatus.Completed, Captures = [capture] };
        }
    }

    public void Settle(string orderId, PaymentStatus status)
    {
        Capture(orderId);
        ChangeCapture(orderId, c => c.Status == PaymentStatus.Pending ? c with { Status = status } : c);
    }

    public void Refund(string paymentId, string refundId, long minor, DateTimeOffset at)
    {
        foreach (var order in Orders.Values.Where(o => o.Captures.Any(c => c.Id == paymentId)).ToList())
        {
            ChangeCapture(order.ProviderId, c => Refunded(c, refundId, minor, at, listed: true));
        }

        foreach (var one in Subscriptions.Values.Where(s => s.Sales.Any(p => p.Id == paymentId)).ToList())
        {
            var sales = one.Sales.Select(p => p.Id == paymentId ? Refunded(p, refundId, minor, at, listed: false) : p);
            Subscriptions[one.ProviderId] = one with { Sales = [.. sales] };
        }
    }

    public void Dispute(string paymentId, string disputeId, Money amount, DisputeStatus status, DateTimeOffset at) =>
        disputes[disputeId] = new(disputeId, [paymentId], status, amount, at);

    public void Sell(string subscriptionId, string saleId, Money amount, DateTimeOffset at)
    {
        var old = Subscriptions[subscriptionId];
        if (old.Sales.All(p => p.Id != saleId))
        {
            var sale = new PaymentState
            {
                Id = saleId,
                Status = PaymentStatus.Completed,
                Amount = amount,
                At = at,
            };
            Subscriptions[subscriptionId] = old with { Sales = old.Sales.Add(sale) };
        }
    }

    private PaymentState Refunded(PaymentState payment, string id, long minor, DateTimeOffset at, bool listed)
    {
        if (refunds.TryAdd(id, new(id, payment.Id, true, payment.Amount with { Minor = minor }, at)))
        {
            var gone = refunds.Values.Where(r => r.PaymentId == payment.Id).ToImmutableArray();
            var isAll = gone.Sum(r => r.Amount.Minor) >= payment.Amount.Minor;
            return payment with
            {
                Status = isAll ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded,
                Refunds = listed ? gone : [],
            };
        }

        return payment;
    }

    private void ChangeCapture(string orderId, Func<PaymentState, PaymentState> change)
    {
        var order = Orders[orderId];
        Orders[orderId] = order with { Captures = [.. order.Captures.Select(change)] };
    }

    private CheckoutAnswer Made(string reference, string prefix)
    {
        ThrowIfDown();
        var id = $"{prefix}-{reference}";
        made.TryAdd(id, new(id, new Uri($"https://www.paypal.com/approve?token={id}")));
        return made[id];
    }

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw new PaymentProviderException();
        }
    }
}
