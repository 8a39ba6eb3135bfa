using AiPromptGen.Billing.Http;
using AiPromptGen.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing.Webhooks;

/// <summary><c>POST /webhooks/paypal</c>: is it PayPal's, keep it, say so. What it means is found out afterwards.</summary>
internal sealed class WebhookEndpoint(
    BillingGate gate,
    WebhookVerifier verifier,
    WebhookInbox inbox,
    PaymentEventStarts starts
)
{
    /// <summary>PayPal's are a tenth of it.</summary>
    private const int MostBytes = 128 * 1024;

    [AllowAnonymous]
    [Function("ReceivePayPalWebhook")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/paypal")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        gate.AnswerAsync(async () =>
        {
            var body = await RequestBody.ReadBytesAsync(http.Body, http.ContentLength, MostBytes, cancellationToken);
            var headers = TransmissionHeaders.Read(http.Headers);
            var problem = await verifier.VerifyAsync(headers, body, cancellationToken) switch
            {
                WebhookVerdict.NotConfigured => BillingProblems.WebhooksNotConfigured,
                WebhookVerdict.Forged => BillingProblems.SignatureInvalid,
                _ => null,
            };
            if (problem is not null)
            {
                return Answers.Problem(problem);
            }

            if (WebhookEvent.Parse(body) is not { } received)
            {
                return Answers.Problem(BillingProblems.EventInvalid);
            }

            if (await inbox.AddAsync(received, cancellationToken) == EventStatus.Received)
            {
                await starts.TryStartAsync(client, received, cancellationToken);
            }

            return Answers.Json(new { status = "stored" });
        });
}
