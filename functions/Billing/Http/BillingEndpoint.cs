using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Billing.Http;

/// <summary><c>GET /billing</c>: the caller's subscriptions and receipts.</summary>
internal sealed class BillingEndpoint(BillingGate gate, BillingStore store, Catalogue catalogue)
{
    [Function("GetBilling")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing")] HttpRequest http,
        CancellationToken cancel
    ) =>
        gate.AnswerAsync(
            async () =>
            {
                Query.Allow(http.Query);
                var account = http.Caller().AccountId;
                var subscriptions = await store.SubscriptionsAsync(account, cancel);
                var payments = await store.PaymentsAsync(account, cancel);
                return Answers.Json(BillingViewRules.Of(subscriptions, payments, plan => catalogue.Plan(plan)?.Price));
            },
            cancel
        );
}
