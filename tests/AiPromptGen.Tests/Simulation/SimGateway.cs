using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Billing;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Every request of one process to PayPal: it waits for its turn in the loop, and may fail before or after PayPal carried it out.</summary>
internal class SimGateway(SimWorld world, SimProcess process) : IPaymentGateway
{
    protected SimProcess Process => process;

    private FakePayPal PayPal => world.PayPal;

    public Task<CheckoutResult> CreateOrderAsync(CheckoutRequest request, CancellationToken cancel) =>
        Write($"order {request.Reference}", () => PayPal.CreateOrderAsync(request, cancel));

    public Task<OrderCaptureStatus> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancel) =>
        Write(
            $"capture {orderId}",
            () =>
            {
                world.Captured(orderId);
                return PayPal.CaptureOrderAsync(orderId, requestId, cancel);
            }
        );

    public Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancel) =>
        Read(
            $"find {orderId}",
            () =>
            {
                world.Looked(orderId);
                return PayPal.FindOrderAsync(orderId, cancel);
            }
        );

    public Task<CheckoutResult> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancel
    ) => Write($"subscribe {request.Reference}", () => PayPal.CreateSubscriptionAsync(request, planId, cancel));

    public Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancel
    ) => Read($"find {subscriptionId}", () => PayPal.FindSubscriptionAsync(subscriptionId, since, cancel));

    public Task<RevisionResult?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel) =>
        Write("revise", () => PayPal.ReviseSubscriptionAsync(request, cancel));

    public virtual Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel) =>
        Write(
            $"cancel {subscriptionId}",
            async () =>
            {
                await PayPal.CancelSubscriptionAsync(subscriptionId, cancel);
                return true;
            }
        );

    public Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancel) =>
        Read($"find plan {planId}", () => PayPal.FindPlanAsync(planId, cancel));

    public Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancel) =>
        Read($"find payment {paymentId}", () => PayPal.FindPaymentAsync(paymentId, cancel));

    public virtual Task<string?> RefundAsync(
        string paymentId,
        Money? amount,
        string requestId,
        CancellationToken cancel
    ) => Write($"refund {paymentId}", () => PayPal.RefundAsync(paymentId, amount, requestId, cancel));

    public Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancel) =>
        Read($"find refund {refundId}", () => PayPal.FindRefundAsync(refundId, cancel));

    public Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancel) =>
        Read($"find dispute {disputeId}", () => PayPal.FindDisputeAsync(disputeId, cancel));

    public Task<IReadOnlyList<string>?> DisputesOfAsync(string paymentId, CancellationToken cancel) =>
        Read($"disputes of {paymentId}", () => PayPal.DisputesOfAsync(paymentId, cancel));

    public Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(DateTimeOffset since, CancellationToken cancel) =>
        Read("events", () => PayPal.EventsSinceAsync(since, cancel));

    private async Task<T> Read<T>(string what, Func<Task<T>> ask)
    {
        await world.Loop.PauseAsync(process, what).ConfigureAwait(false);
        ThrowIf(world.Faults.IsPayPalDown(world.Loop.Now) || world.Faults.OfRead() != CallFault.None);
        return await ask().ConfigureAwait(false);
    }

    private async Task<T> Write<T>(string what, Func<Task<T>> ask)
    {
        await world.Loop.PauseAsync(process, what).ConfigureAwait(false);
        var fault = world.Faults.OfPayPal();
        if (world.Faults.IsPayPalDown(world.Loop.Now))
        {
            // What it is asked for is done all the same now and then.
            fault = world.Random.Next(3) == 0 ? CallFault.Unheard : CallFault.Busy;
        }

        ThrowIf(fault is CallFault.Lost or CallFault.Busy);
        if (fault == CallFault.SentAgain)
        {
            await ask().ConfigureAwait(false);
        }

        var answer = await ask().ConfigureAwait(false);
        ThrowIf(fault == CallFault.Unheard);
        return answer;
    }

    private static void ThrowIf(bool failed)
    {
        if (failed)
        {
            throw new PaymentProviderException();
        }
    }
}
