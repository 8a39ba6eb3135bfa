using System.Globalization;
using System.Net;
using System.Text.Json;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

/// <summary>Calls PayPal: through its SDK where that has a method for it, else by plain REST.</summary>
internal sealed class PayPalGateway(PaypalServerSdkClient client, PayPalRest rest, TimeProvider time) : IPaymentGateway
{
    /// <summary>The value of the Prefer header with which PayPal answers the whole object and not its id alone.</summary>
    private const string Whole = "return=representation";

    /// <summary>How many pages of one list are read at most. A page of events has 100 of them, so that is 5,000 events.</summary>
    private const int MaxPages = 50;

    /// <summary>PayPal's definite answers to a capture when the person has not agreed yet, or when it is too late.</summary>
    private static readonly string[] NotApproved =
    [
        "ORDER_NOT_APPROVED",
        "ORDER_EXPIRED",
        "ORDER_COMPLETED_OR_VOIDED",
        "PAYER_ACTION_REQUIRED",
    ];

    public async Task<CheckoutResult> CreateOrderAsync(CheckoutRequest request, CancellationToken cancel)
    {
        var input = new CreateOrderInput
        {
            PaypalRequestId = request.Reference,
            Prefer = Whole,
            Body = PayPalRequests.Order(request),
        };
        var order = await KnownAsync(() => client.OrdersController.CreateOrderAsync(input, cancel), cancel);
        return new(order.Data.Id!, ApproveUrl(order.Data.Links));
    }

    public async Task<OrderCaptureStatus> CaptureOrderAsync(string orderId, string requestId, CancellationToken cancel)
    {
        var input = new CaptureOrderInput { Id = orderId, PaypalRequestId = requestId };
        var (_, no) = await AskAsync(
            () => client.OrdersController.CaptureOrderAsync(input, cancel),
            refused => refused.ResponseCode is 404 or 422 && !IsDuplicate(refused),
            cancel
        );
        var issues = ((no as ErrorException)?.Details ?? []).Select(d => d.Issue ?? "").ToList();
        return no is null || issues.Contains("ORDER_ALREADY_CAPTURED", StringComparer.Ordinal)
                ? OrderCaptureStatus.Captured
            : no.ResponseCode == 404 || issues.Intersect(NotApproved, StringComparer.Ordinal).Any()
                ? OrderCaptureStatus.NotApproved
            : OrderCaptureStatus.Declined;
    }

    public async Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancel) =>
        await rest.GetAsync($"/v2/checkout/orders/{orderId}", cancel) is { } order
            ? PayPalDocuments.Order(order)
            : null;

    public async Task<CheckoutResult> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancel
    )
    {
        var input = new CreateSubscriptionInput
        {
            PaypalRequestId = request.Reference,
            Prefer = Whole,
            Body = PayPalRequests.Subscription(request, planId),
        };
        var made = await KnownAsync(
            () => client.SubscriptionsController.CreateSubscriptionAsync(input, cancel),
            cancel
        );
        return new(made.Data.Id!, ApproveUrl(made.Data.Links));
    }

    /// <summary>
    /// The list of payments is minutes behind the events. Until it has caught up, PayPal answers with an empty object, or without the
    /// list.
    /// </summary>
    public async Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancel
    )
    {
        var path = $"/v1/billing/subscriptions/{subscriptionId}";
        if (await rest.GetAsync(path, cancel) is not { } found)
        {
            return null;
        }

        // The end lies in the future, so that the last payment is not left out when PayPal's clock is ahead of ours.
        var last = found.Member("billing_info").Member("last_payment");
        var (now, paidAt) = (time.GetUtcNow(), PayPalFault.Time(last.Text("time")));
        var end = (paidAt > now ? paidAt.Value : now).AddDays(1);
        var window = $"start_time={Uri.EscapeDataString(Stamp(since))}&end_time={Uri.EscapeDataString(Stamp(end))}";
        return PayPalDocuments.Subscription(
            found,
            await ListAsync($"{path}/transactions?{window}", "transactions", cancel)
        );
    }

    public async Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancel) =>
        await rest.GetAsync($"/v1/billing/plans/{planId}", cancel) is { } plan ? PayPalDocuments.Plan(plan) : null;

    public async Task<RevisionResult?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel)
    {
        var input = new ReviseSubscriptionInput
        {
            Id = request.SubscriptionId,
            Body = PayPalRequests.Revision(request),
        };
        var (revised, _) = await AskAsync(
            () => client.SubscriptionsController.ReviseSubscriptionAsync(input, cancel),
            // A refusal means that the subscription has ended, or that the plan is of another product.
            no => PayPalFault.IsRefusal((HttpStatusCode)no.ResponseCode, isDuplicate: false),
            cancel
        );
        return revised is null ? null : new(FindApproveUrl(revised.Data.Links));
    }

    public async Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel)
    {
        var input = new CancelSubscriptionInput
        {
            Id = subscriptionId,
            Body = new CancelSubscriptionRequest { Reason = "Cancelled by the customer" },
        };
        await AskAsync(
            async () =>
            {
                await client.SubscriptionsController.CancelSubscriptionAsync(input, cancel);
                return true;
            },
            // A refusal means that the subscription has ended already, or that nobody ever agreed to it. The caller reads its present state
            // next.
            no => no.ResponseCode is 404 or 422,
            cancel
        );
    }

    public async Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancel) =>
        (
            await rest.GetAsync($"/v2/payments/captures/{paymentId}", cancel)
            ?? await rest.GetAsync($"/v1/payments/sale/{paymentId}", cancel)
        )
            is { } payment
            ? PayPalDocuments.Payment(payment)
            : null;

    public async Task<string?> RefundAsync(string paymentId, Money? amount, string requestId, CancellationToken cancel)
    {
        var input = new RefundCapturedPaymentInput
        {
            CaptureId = paymentId,
            PaypalRequestId = requestId,
            Body = PayPalRequests.Refund(amount),
        };
        var (made, no) = await AskAsync(
            () => client.PaymentsController.RefundCapturedPaymentAsync(input, cancel),
            refused => PayPalFault.IsRefusal((HttpStatusCode)refused.ResponseCode, IsDuplicate(refused)),
            cancel
        );
        if (no is not { ResponseCode: 404 })
        {
            return no is not null ? null : made!.Data.Id ?? throw new PaymentProviderException();
        }

        // PayPal knows no capture by this id, so it is a sale: a payment of a subscription.
        using var body = PayPalRequests.SaleRefund(amount);
        var path = $"/v1/payments/sale/{paymentId}/refund";
        return await rest.PostAsync(path, body, requestId, cancel) is { } refund
            ? PayPalDocuments.IdIn(refund, "id") ?? throw new PaymentProviderException()
            : null;
    }

    public async Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancel) =>
        (
            await rest.GetAsync($"/v2/payments/refunds/{refundId}", cancel)
            ?? await rest.GetAsync($"/v1/payments/refund/{refundId}", cancel)
        )
            is { } refund
            ? PayPalDocuments.Refund(refund)
            : null;

    public async Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancel) =>
        await rest.GetAsync($"/v1/customer/disputes/{disputeId}", cancel) is { } dispute
            ? PayPalDocuments.Dispute(dispute)
            : null;

    public async Task<IReadOnlyList<string>?> DisputesOfAsync(string paymentId, CancellationToken cancel)
    {
        try
        {
            var list = await ListAsync($"/v1/customer/disputes?disputed_transaction_id={paymentId}", "items", cancel);
            return [.. list.Select(d => PayPalDocuments.IdIn(d, "dispute_id")).OfType<string>()];
        }
        catch (NotPermittedException)
        {
            return null;
        }
    }

    /// <summary>Reads PayPal's list of webhook events (https://developer.paypal.com/api/webhooks/v1/webhooks-events-list).</summary>
    public async Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var path = $"/v1/notifications/webhooks-events?page_size=100&start_time={Uri.EscapeDataString(Stamp(since))}";
        return [.. (await ListAsync(path, "events", cancel)).Select(WebhookEvent.From).OfType<WebhookEvent>()];
    }

    /// <summary>The items of all pages of a list, at most <see cref="MaxPages"/> pages.</summary>
    private async Task<List<JsonElement>> ListAsync(string? path, string name, CancellationToken cancel)
    {
        var all = new List<JsonElement>();
        for (var page = 0; path is not null && page < MaxPages; page++)
        {
            var list = await rest.GetAsync(path, cancel) ?? default;
            all.AddRange(list.Items(name));
            path = PayPalDocuments.Next(list);
        }

        return all;
    }

    private static async Task<T> KnownAsync<T>(Func<Task<T>> call, CancellationToken cancel) =>
        (await AskAsync(call, _ => false, cancel)).Answer!;

    /// <param name="isNo">Says whether a failure is PayPal's definite no. Such a failure is returned, any other one is thrown.</param>
    private static async Task<(T? Answer, ApiException? No)> AskAsync<T>(
        Func<Task<T>> call,
        Func<ApiException, bool> isNo,
        CancellationToken cancel
    )
    {
        try
        {
            return (await call(), null);
        }
        catch (ApiException no) when (isNo(no))
        {
            return (default, no);
        }
        catch (Exception fault) when (fault is ApiException || PayPalFault.IsTransient(fault, cancel))
        {
            throw new PaymentProviderException(fault);
        }
    }

    private static bool IsDuplicate(ApiException refused) =>
        refused is ErrorException { Details: { } details } && details.Exists(d => d.Issue is PayPalFault.Duplicate);

    private static Uri ApproveUrl(IEnumerable<LinkDescription>? links) =>
        FindApproveUrl(links) ?? throw new PaymentProviderException();

    private static Uri? FindApproveUrl(IEnumerable<LinkDescription>? links) =>
        links?.FirstOrDefault(l => l.Rel is "payer-action" or "approve")?.Href is { } href ? new Uri(href) : null;

    private static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
