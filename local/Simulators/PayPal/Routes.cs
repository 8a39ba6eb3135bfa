namespace AiPromptGen.Simulators.PayPal;

/// <summary>Finds the answer to a request by PayPal's paths.</summary>
internal sealed class Routes(
    Book book,
    Access access,
    Checkout checkout,
    Returns returns,
    Disputes disputes,
    Plans plans,
    Subscribing subscribing,
    Pages pages,
    Controls controls,
    WebhookSender sender,
    WebhookOutbox outbox
)
{
    private readonly Dictionary<string, (PayPalReply Reply, DateTimeOffset At)> answered = new(StringComparer.Ordinal);

    public PayPalReply To(PayPalRequest request) =>
        (request.Method, request.Segments) switch
        {
            ("POST", ["v1", "oauth2", "token"]) => access.Grant(request),
            ("GET" or "POST", ["checkoutnow"]) => pages.Order(request),
            ("GET" or "POST", ["webapps", "billing", "subscriptions"]) => pages.Subscription(request),
            ("GET", ["v1", "notifications", "certs", WebhookSender.CertificateId]) => new(200, Text: sender.Signer.Pem),
            (_, ["_sim", ..]) => controls.To(request),
            _ when !access.IsAllowed(request) => Problems.Unauthorized,
            ("POST", _) => Once(request),
            _ => Read(request),
        };

    /// <summary>A request id makes a repeated request get the first one's answer, as long as PayPal remembers it.</summary>
    private PayPalReply Once(PayPalRequest request)
    {
        var key = $"{request.RequestId} {request.Recorded.Path}";
        if (
            request.RequestId is not null
            && answered.TryGetValue(key, out var first)
            && book.Now - first.At < Memory(request.Segments)
        )
        {
            return first.Reply;
        }

        var reply = Write(request);
        if (reply.IsSuccess)
        {
            answered[key] = (reply, book.Now);
        }

        return reply;
    }

    // https://developer.paypal.com/reference/guidelines/idempotency; canceling and the like take no request id.
    private static TimeSpan Memory(string[] segments) =>
        segments switch
        {
            [_, "checkout", ..] => TimeSpan.FromHours(6),
            [_, "payments", ..] => TimeSpan.FromDays(45),
            [_, "billing", _] => TimeSpan.FromHours(72),
            _ => TimeSpan.Zero,
        };

    private PayPalReply Write(PayPalRequest request) =>
        request.Segments switch
        {
            ["v2", "checkout", "orders"] => checkout.Create(request.Body),
            ["v2", "checkout", "orders", var id, "capture"] => checkout.Capture(id),
            ["v2", "payments", "captures", var id, "refund"] => returns.Refund(id, sale: false, request.Body),
            ["v1", "payments", "sale", var id, "refund"] => returns.Refund(id, sale: true, request.Body),
            ["v1", "catalogs", "products"] => plans.CreateProduct(request.Body),
            ["v1", "billing", "plans"] => plans.Create(request.Body),
            ["v1", "billing", "subscriptions"] => subscribing.Create(request.Body),
            ["v1", "billing", "subscriptions", var id, "cancel"] => subscribing.Cancel(id),
            ["v1", "billing", "subscriptions", var id, "suspend"] => subscribing.Suspend(id),
            ["v1", "billing", "subscriptions", var id, "activate"] => subscribing.Activate(id),
            ["v1", "billing", "subscriptions", var id, "revise"] => subscribing.Revise(id, request.Body),
            _ => Problems.NotFound,
        };

    private PayPalReply Read(PayPalRequest request) =>
        request.Segments switch
        {
            ["v2", "checkout", "orders", var id] => checkout.Get(id),
            ["v2", "payments", "captures", var id] => returns.Get(id, sale: false),
            ["v2", "payments", "refunds", var id] => returns.GetRefund(id, sale: false),
            ["v1", "payments", "refund", var id] => returns.GetRefund(id, sale: true),
            ["v1", "customer", "disputes", ..] when !book.MayReadDisputes => Problems.NotPermitted,
            ["v1", "payments", "sale", var id] => returns.Get(id, sale: true),
            ["v1", "customer", "disputes"] => disputes.List(request.Query("disputed_transaction_id")),
            ["v1", "customer", "disputes", var id] => disputes.Get(id),
            ["v1", "catalogs", "products", var id] => plans.GetProduct(id),
            ["v1", "billing", "plans", var id] => plans.Get(id),
            ["v1", "billing", "subscriptions", var id] => subscribing.Get(id),
            ["v1", "billing", "subscriptions", var id, "transactions"] => subscribing.Transactions(
                id,
                request.Time("start_time"),
                request.Time("end_time")
            ),
            ["v1", "notifications", "webhooks-events"] => outbox.List(request),
            _ => Problems.NotFound,
        };
}
