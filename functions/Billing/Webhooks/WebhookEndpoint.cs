using Microsoft.AspNetCore.Authorization;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// <c>POST /webhooks/paypal</c>: checks that the event comes from PayPal, stores it, and answers. What the event means is worked out
/// afterwards, by an orchestration.
/// </summary>
internal sealed partial class WebhookEndpoint(
    BillingGate gate,
    ClientAddress address,
    WebhookVerifier verifier,
    WebhookInbox inbox,
    PaymentEventStarts starts,
    ILogger<WebhookEndpoint> logger
)
{
    /// <summary>Largest body that is read. PayPal's own events have about a tenth of this.</summary>
    private const int MaxBytes = 128 * 1024;

    [AllowAnonymous]
    [AllowQuery]
    [Function("ReceivePayPalWebhook")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/paypal")] HttpRequest http,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancel
    ) =>
        gate.AnswerAsync(
            async () =>
            {
                var body = await RequestBody.ReadBytesAsync(http.Body, http.ContentLength, MaxBytes, cancel);
                var headers = TransmissionHeaders.Read(http.Headers);
                var client = address.Of(http.HttpContext) ?? "unknown";
                if (await verifier.VerifyAsync(headers, body, client, cancel) is { } problem)
                {
                    return Answers.Problem(problem);
                }

                if (WebhookEvent.Parse(body) is not { } received)
                {
                    return Answers.Problem(BillingProblems.EventInvalid);
                }

                switch (await inbox.AddAsync(received, cancel))
                {
                    case null:
                        LogTooOld(received.Id);
                        return Answers.Problem(BillingProblems.EventTooOld);
                    case EventStatus.Received:
                        await starts.TryStartAsync(durable, received, cancel);
                        break;
                }

                return Answers.Json(new { status = "stored" });
            },
            cancel
        );

    [LoggerMessage(3002, LogLevel.Error, "Payment event {EventId} is older than any that is kept")]
    private partial void LogTooOld(string eventId);
}
