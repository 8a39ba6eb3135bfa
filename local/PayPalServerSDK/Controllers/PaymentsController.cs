using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Response;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Controllers;

public sealed class PaymentsController : BaseController
{
    internal PaymentsController(ApiCaller caller)
        : base(caller) { }

    public Task<ApiResponse<CapturedPayment>> GetCapturedPaymentAsync(
        GetCapturedPaymentInput input,
        CancellationToken cancellationToken = default
    ) =>
        Caller.CallAsync<CapturedPayment>(
            new(HttpMethod.Get, $"/v2/payments/captures/{Segment(input.CaptureId)}", Error),
            cancellationToken
        );

    public Task<ApiResponse<Refund>> RefundCapturedPaymentAsync(
        RefundCapturedPaymentInput input,
        CancellationToken cancellationToken = default
    ) =>
        Caller.CallAsync<Refund>(
            new(HttpMethod.Post, $"/v2/payments/captures/{Segment(input.CaptureId)}/refund", Error)
            {
                Body = input.Body,
                Headers = [("PayPal-Request-Id", input.PaypalRequestId), ("Prefer", input.Prefer)],
            },
            cancellationToken
        );

    public Task<ApiResponse<Refund>> GetRefundAsync(
        GetRefundInput input,
        CancellationToken cancellationToken = default
    ) =>
        Caller.CallAsync<Refund>(
            new(HttpMethod.Get, $"/v2/payments/refunds/{Segment(input.RefundId)}", Error),
            cancellationToken
        );

    // The official controller reads no body with its 500.
    private static ApiException Error(string reason, Http.Client.HttpContext answer) =>
        answer.Response.StatusCode == 500 ? new ApiException(reason, answer) : new ErrorException(reason, answer);
}
