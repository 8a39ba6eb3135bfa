using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Response;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Controllers;

public class BaseController
{
    internal BaseController(ApiCaller caller) => Caller = caller;

    internal ApiCaller Caller { get; }

    internal static string Segment(string? id) => Uri.EscapeDataString(id ?? "");
}

public sealed class OrdersController : BaseController
{
    private const string Orders = "/v2/checkout/orders";

    internal OrdersController(ApiCaller caller)
        : base(caller) { }

    public Task<ApiResponse<Order>> CreateOrderAsync(
        CreateOrderInput input,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync(
            new(HttpMethod.Post, Orders, Error)
            {
                Body = input.Body,
                Headers = [("PayPal-Request-Id", input.PaypalRequestId), ("Prefer", input.Prefer)],
            },
            cancellationToken
        );

    public Task<ApiResponse<Order>> GetOrderAsync(GetOrderInput input, CancellationToken cancellationToken = default) =>
        CallAsync(new(HttpMethod.Get, $"{Orders}/{Segment(input.Id)}", Error), cancellationToken);

    public Task<ApiResponse<Order>> CaptureOrderAsync(
        CaptureOrderInput input,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync(
            new(HttpMethod.Post, $"{Orders}/{Segment(input.Id)}/capture", Error)
            {
                Headers = [("PayPal-Request-Id", input.PaypalRequestId), ("Prefer", input.Prefer)],
            },
            cancellationToken
        );

    private Task<ApiResponse<Order>> CallAsync(ApiCall call, CancellationToken cancellationToken) =>
        Caller.CallAsync<Order>(call, cancellationToken);

    private static ErrorException Error(string reason, Http.Client.HttpContext answer) => new(reason, answer);
}
