using System.Collections.Immutable;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Billing;

/// <summary>A PayPal in memory, shared by all processes of a test. Whatever happens there happens once, however often it is asked for.</summary>
internal sealed partial class FakePayPal : IPaymentGateway
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, RefundState> refunds = [];
    private readonly Dictionary<string, DisputeState> disputes = [];
    private readonly Dictionary<string, CheckoutResult> made = [];
    private readonly HashSet<string> captureRequests = [];

    public Dictionary<string, OrderState> Orders { get; } = [];

    public Dictionary<string, SubscriptionState> Subscriptions { get; } = [];

    /// <summary>The status of the payment that the next capture of an order makes; null declines the capture.</summary>
    public PaymentStatus? CaptureBecomes { get; set; } = PaymentStatus.Completed;

    /// <summary>What the next capture of one order becomes, where it is not as for all others.</summary>
    public Dictionary<string, PaymentStatus?> Becomes { get; } = [];

    /// <summary>The time of captures and of refunds through the interface; null for fixed times.</summary>
    public Func<DateTimeOffset>? Now { get; set; }

    public bool IsDown { get; set; }

    /// <summary>The ids of payments, refunds and disputes that events have named already but that cannot be read yet.</summary>
    public HashSet<string> Unseen { get; } = [];

    /// <summary>Whether the list of a subscription's payments is still empty, as PayPal's is for some time after a payment.</summary>
    public bool ListsLag { get; set; }

    public bool MayReadDisputes { get; set; } = true;

    /// <summary>Runs once: after the next order was read, before the caller gets the answer.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>The events in PayPal's own list, delivered or not.</summary>
    public List<WebhookEvent> Events { get; } = [];

    public Dictionary<string, PlanPricing> Plans { get; } = [];

    public bool RefusesRefunds { get; set; }

    /// <summary>Whether the answers to refunds are lost. The refunds are made all the same.</summary>
    public bool LosesRefundAnswers { get; set; }

    public IEnumerable<RefundState> Refunds => refunds.Values;

    /// <summary>The orders of which a capture was declined.</summary>
    public HashSet<string> Declined { get; } = [];

    public int Captures => captureRequests.Count;

    public List<string> Cancelled { get; } = [];

    public Task<CheckoutResult> CreateOrderAsync(CheckoutRequest request, CancellationToken cancellationToken)
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

    public Task<OrderCaptureStatus> CaptureOrderAsync(
        string orderId,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDown();
        var order = Orders[orderId];
        if (order.Status == ProviderOrderStatus.Completed)
        {
            return Task.FromResult(OrderCaptureStatus.Captured);
        }

        if (order.Status != ProviderOrderStatus.Approved)
        {
            return Task.FromResult(OrderCaptureStatus.NotApproved);
        }

        captureRequests.Add(requestId);
        if (Becomes.GetValueOrDefault(orderId, CaptureBecomes) is null)
        {
            Declined.Add(orderId);
            return Task.FromResult(OrderCaptureStatus.Declined);
        }

        Capture(orderId);
        return Task.FromResult(OrderCaptureStatus.Captured);
    }

    public async Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var (answer, meanwhile) = (Orders.GetValueOrDefault(orderId), Meanwhile);
        if (meanwhile is not null)
        {
            Meanwhile = null;
            await meanwhile();
        }

        return answer;
    }

    public Task<CheckoutResult> CreateSubscriptionAsync(
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
        return Task.FromResult(
            Subscriptions.GetValueOrDefault(subscriptionId) is { } found && ListsLag
                ? found with
                {
                    Payments = [],
                }
                : Subscriptions.GetValueOrDefault(subscriptionId)
        );
    }

    public Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Cancelled.Add(subscriptionId);
        var old = Subscriptions[subscriptionId];
        // Like PayPal, refuses to cancel a subscription that the buyer has not agreed to.
        Subscriptions[subscriptionId] =
            old.Status == SubscriptionStatus.ApprovalPending ? old : old with { Status = SubscriptionStatus.Cancelled };
        return Task.CompletedTask;
    }

    public Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var order = Orders.Values.FirstOrDefault(o => o.Payments.Any(c => c.Id == paymentId));
        var subscription = Subscriptions.Values.FirstOrDefault(s => s.Payments.Any(p => p.Id == paymentId));
        return Task.FromResult(
            Unseen.Contains(paymentId) ? null
            : order is not null ? new FoundPayment(Own(order, paymentId), order.CustomId, order.ProviderId, null)
            : subscription is not null
                ? new FoundPayment(Own(subscription, paymentId), subscription.CustomId, null, subscription.ProviderId)
            : null
        );
    }

    private static PaymentState Own(PurchaseState purchase, string paymentId) =>
        purchase.Payments.First(p => p.Id == paymentId);

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
        if (order.Payments.IsEmpty)
        {
            var capture = new PaymentState
            {
                Id = captureId ?? "C-" + orderId,
                Status = Becomes.GetValueOrDefault(orderId, CaptureBecomes) ?? PaymentStatus.Denied,
                Amount = order.Amount!.Value,
                At = Now?.Invoke() ?? Start.AddMinutes(5),
            };
            Orders[orderId] = order with { Status = ProviderOrderStatus.Completed, Payments = [capture] };
        }
    }

    public void Settle(string orderId, PaymentStatus status)
    {
        Capture(orderId);
        ChangeCapture(orderId, c => c.Status == PaymentStatus.Pending ? c with { Status = status } : c);
    }

    /// <summary>Gives a capture or a sale another status, as PayPal does during a dispute.</summary>
    public void Call(string paymentId, PaymentStatus status)
    {
        foreach (var order in Orders.Values.Where(o => o.Payments.Any(c => c.Id == paymentId)).ToList())
        {
            ChangeCapture(order.ProviderId, c => c.Id == paymentId ? c with { Status = status } : c);
        }
    }

    public void Become(string subscriptionId, SubscriptionStatus status, bool owes = false) =>
        Subscriptions[subscriptionId] = Subscriptions[subscriptionId] with
        {
            Status = status,
            HasOutstandingBalance = owes,
        };

    public void Sell(string subscriptionId, string saleId, Money amount, DateTimeOffset at)
    {
        var old = Subscriptions[subscriptionId];
        if (old.Payments.All(p => p.Id != saleId))
        {
            var sale = new PaymentState
            {
                Id = saleId,
                Status = PaymentStatus.Completed,
                Amount = amount,
                At = at,
            };
            Subscriptions[subscriptionId] = old with { Payments = old.Payments.Add(sale) };
        }
    }

    public Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancellationToken) =>
        Task.FromResult(Plans.GetValueOrDefault(planId));

    public Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<WebhookEvent>>(Events);

    private void ChangeCapture(string orderId, Func<PaymentState, PaymentState> change)
    {
        var order = Orders[orderId];
        Orders[orderId] = order with { Payments = [.. order.Payments.Select(change)] };
    }

    private CheckoutResult Made(string reference, string prefix)
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
