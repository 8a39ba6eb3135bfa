using System.Globalization;
using System.Net;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

/// <summary>PayPal, by its SDK where that reaches and by plain REST where it does not.</summary>
internal sealed partial class PayPalGateway(PaypalServerSdkClient client, PayPalRest rest, TimeProvider time)
    : IPaymentGateway
{
    private const string Whole = "return=representation";

    /// <summary>Of events, a hundred each.</summary>
    private const int MostPages = 50;

    /// <summary>Definite answers to a capture that says the person has yet to agree, or that it is too late.</summary>
    private static readonly string[] NotApproved =
    [
        "ORDER_NOT_APPROVED",
        "ORDER_EXPIRED",
        "ORDER_COMPLETED_OR_VOIDED",
        "PAYER_ACTION_REQUIRED",
    ];

    public async Task<CheckoutAnswer> CreateOrderAsync(CheckoutRequest request, CancellationToken cancellationToken)
    {
        var input = new CreateOrderInput
        {
            PaypalRequestId = request.Reference,
            Prefer = Whole,
            Body = PayPalRequests.Order(request),
        };
        var order = await KnownAsync(
            () => client.OrdersController.CreateOrderAsync(input, cancellationToken),
            cancellationToken
        );
        return new(order.Data.Id!, ApproveUrl(order.Data.Links));
    }

    public async Task<CaptureAnswer> CaptureOrderAsync(
        string orderId,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        var input = new CaptureOrderInput { Id = orderId, PaypalRequestId = requestId };
        try
        {
            await client.OrdersController.CaptureOrderAsync(input, cancellationToken);
            return CaptureAnswer.Captured;
        }
        catch (ErrorException refused) when (refused.ResponseCode is 404 or 422)
        {
            var issues = (refused.Details ?? []).Select(d => d.Issue ?? "").ToList();
            return issues.Contains("ORDER_ALREADY_CAPTURED", StringComparer.Ordinal) ? CaptureAnswer.Captured
                : refused.ResponseCode == 404 || issues.Intersect(NotApproved, StringComparer.Ordinal).Any()
                    ? CaptureAnswer.NotApproved
                : CaptureAnswer.Declined;
        }
        catch (Exception fault) when (IsUnknown(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    public async Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/v2/checkout/orders/{orderId}", cancellationToken) is { } order
            ? PayPalDocuments.Order(order)
            : null;

    public async Task<FoundPayment?> FindPaymentAsync(string paymentId, CancellationToken cancellationToken) =>
        (
            await rest.GetAsync($"/v2/payments/captures/{paymentId}", cancellationToken)
            ?? await rest.GetAsync($"/v1/payments/sale/{paymentId}", cancellationToken)
        )
            is { } payment
            ? PayPalDocuments.Payment(payment)
            : null;

    public async Task<string?> RefundAsync(
        string paymentId,
        Money? amount,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        var input = new RefundCapturedPaymentInput
        {
            CaptureId = paymentId,
            PaypalRequestId = requestId,
            Body = PayPalRequests.Refund(amount),
        };
        try
        {
            var made = await client.PaymentsController.RefundCapturedPaymentAsync(input, cancellationToken);
            return made.Data.Id ?? throw new PaymentProviderException();
        }
        catch (ApiException missing) when (missing.ResponseCode == 404)
        {
            return await RefundSaleAsync(paymentId, amount, requestId, cancellationToken);
        }
        catch (ApiException refused)
            when (PayPalFault.IsRefusal((HttpStatusCode)refused.ResponseCode, IsDuplicate(refused)))
        {
            return null;
        }
        catch (Exception fault) when (IsUnknown(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    public async Task<RefundState?> FindRefundAsync(string refundId, CancellationToken cancellationToken) =>
        (
            await rest.GetAsync($"/v2/payments/refunds/{refundId}", cancellationToken)
            ?? await rest.GetAsync($"/v1/payments/refund/{refundId}", cancellationToken)
        )
            is { } refund
            ? PayPalDocuments.Refund(refund)
            : null;

    public async Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/v1/customer/disputes/{disputeId}", cancellationToken) is { } dispute
            ? PayPalDocuments.Dispute(dispute)
            : null;

    public async Task<IReadOnlyList<string>> DisputesOfAsync(string paymentId, CancellationToken cancellationToken)
    {
        var path = $"/v1/customer/disputes?disputed_transaction_id={paymentId}";
        var list = await rest.GetAsync(path, cancellationToken);
        return
        [
            .. PayPalDocuments.List(list, "items").Select(d => PayPalDocuments.IdIn(d, "dispute_id")).OfType<string>(),
        ];
    }

    /// <summary>https://developer.paypal.com/api/webhooks/v1/webhooks-events-list.</summary>
    public async Task<IReadOnlyList<WebhookEvent>> EventsSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var events = new List<WebhookEvent>();
        var path = $"/v1/notifications/webhooks-events?page_size=100&start_time={Uri.EscapeDataString(Stamp(since))}";
        for (var page = 0; path is not null && page < MostPages; page++)
        {
            var list = await rest.GetAsync(path, cancellationToken) ?? default;
            events.AddRange(PayPalDocuments.List(list, "events").Select(WebhookEvent.Of).OfType<WebhookEvent>());
            path = PayPalDocuments.Next(list);
        }

        return events;
    }

    private async Task<string?> RefundSaleAsync(
        string saleId,
        Money? amount,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        using var body = PayPalRequests.SaleRefund(amount);
        var path = $"/v1/payments/sale/{saleId}/refund";
        return await rest.PostAsync(path, body, requestId, cancellationToken) is { } refund
            ? PayPalDocuments.IdIn(refund, "id") ?? throw new PaymentProviderException()
            : null;
    }

    private static async Task<T> KnownAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (fault is ApiException || PayPalFault.IsTransient(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    private static bool IsUnknown(Exception fault, CancellationToken cancellationToken) =>
        fault is ApiException || PayPalFault.IsTransient(fault, cancellationToken);

    private static bool IsDuplicate(ApiException refused) =>
        refused is ErrorException { Details: { } details } && details.Exists(d => d.Issue is PayPalFault.Duplicate);

    private static Uri ApproveUrl(IEnumerable<LinkDescription>? links) =>
        FindApproveUrl(links) ?? throw new PaymentProviderException();

    private static Uri? FindApproveUrl(IEnumerable<LinkDescription>? links) =>
        links?.FirstOrDefault(l => l.Rel is "payer-action" or "approve")?.Href is { } href ? new Uri(href) : null;

    private static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
