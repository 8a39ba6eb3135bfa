using System.Globalization;
using System.Net;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;
using Microsoft.Extensions.Options;
using PaypalServerSdk.Standard;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

/// <summary>PayPal, by its SDK where that reaches and by plain REST where it does not.</summary>
internal sealed partial class PayPalGateway(
    PaypalServerSdkClient client,
    PayPalRest rest,
    IOptions<PayPalOptions> options,
    TimeProvider time
) : IPaymentGateway
{
    private const string Whole = "return=representation";

    /// <summary>Refunds of one sale.</summary>
    private const int MostFound = 40;

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

    public Task<OrderState?> FindOrderAsync(string orderId, CancellationToken cancellationToken) =>
        FoundAsync(
            async () =>
            {
                var input = new GetOrderInput { Id = orderId };
                return PayPalStates.Of((await client.OrdersController.GetOrderAsync(input, cancellationToken)).Data);
            },
            cancellationToken
        );

    public async Task<PaymentOwner?> FindPaymentAsync(string paymentId, CancellationToken cancellationToken)
    {
        var capture = await FoundAsync(
            async () =>
            {
                var input = new GetCapturedPaymentInput { CaptureId = paymentId };
                var found = await client.PaymentsController.GetCapturedPaymentAsync(input, cancellationToken);
                return new PaymentOwner(found.Data.CustomId, found.Data.SupplementaryData?.RelatedIds?.OrderId, null);
            },
            cancellationToken
        );
        return capture
            ?? (
                await rest.GetAsync($"/v1/payments/sale/{paymentId}", cancellationToken) is { } sale
                    ? PayPalDocuments.Sale(sale)
                    : null
            );
    }

    public async Task<string?> RefundAsync(
        string paymentId,
        Money amount,
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
        catch (ApiException refused) when (PayPalFault.IsRefusal((HttpStatusCode)refused.ResponseCode))
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

    public async Task<IReadOnlyList<string>> SearchRefundsAsync(
        string saleId,
        string reference,
        DateTimeOffset from,
        CancellationToken cancellationToken
    )
    {
        var found = new List<string>();
        var end = time.GetUtcNow();
        for (; end > from && found.Count < MostFound; end -= PayPalReport.LongestWindow)
        {
            var start = end - PayPalReport.LongestWindow;
            var more = true;
            for (var page = 1; more && page <= PayPalReport.MostPages; page++)
            {
                var path = PayPalReport.Refunds(start < from ? from : start, end, page);
                var report = await rest.SearchAsync(path, cancellationToken);
                found.AddRange(report is { } some ? PayPalReport.RefundsOf(some, saleId, reference) : []);
                more = report is { } whole && PayPalReport.HasMore(whole, page);
            }
        }

        return [.. found.Take(MostFound)];
    }

    public async Task<DisputeState?> FindDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/v1/customer/disputes/{disputeId}", cancellationToken) is { } dispute
            ? PayPalDocuments.Dispute(dispute)
            : null;

    public async Task<IReadOnlyList<string>> DisputesOfAsync(string paymentId, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/v1/customer/disputes?disputed_transaction_id={paymentId}", cancellationToken) is { } list
            ? PayPalDocuments.DisputeIds(list)
            : [];

    public async Task<bool> VerifyWebhookAsync(
        TransmissionHeaders headers,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        using var content = PayPalRequests.Verification(headers, options.Value.WebhookId!, body);
        var answer = await rest.PostAsync("/v1/notifications/verify-webhook-signature", content, cancellationToken);
        return PayPalDocuments.IsVerified(answer ?? throw new PaymentProviderException());
    }

    private async Task<string?> RefundSaleAsync(
        string saleId,
        Money amount,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        using var body = PayPalRequests.SaleRefund(amount);
        var path = $"/v1/payments/sale/{saleId}/refund";
        return await rest.PostAsync(path, body, requestId, cancellationToken) is { } refund
            ? PayPalDocuments.Id(refund) ?? throw new PaymentProviderException()
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

    private static async Task<T?> FoundAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (ApiException missing) when (missing.ResponseCode == 404)
        {
            return null;
        }
        catch (Exception fault) when (IsUnknown(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    private static bool IsUnknown(Exception fault, CancellationToken cancellationToken) =>
        fault is ApiException || PayPalFault.IsTransient(fault, cancellationToken);

    private static Uri ApproveUrl(IEnumerable<LinkDescription>? links) =>
        FindApproveUrl(links) ?? throw new PaymentProviderException();

    private static Uri? FindApproveUrl(IEnumerable<LinkDescription>? links) =>
        links?.FirstOrDefault(l => l.Rel is "payer-action" or "approve")?.Href is { } href ? new Uri(href) : null;

    private static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
