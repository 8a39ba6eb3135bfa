using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Billing.Http;

/// <summary>Plans: one subscription at a time; cancelling it ends what is billed and takes nothing that was paid for.</summary>
internal sealed class SubscriptionEndpoints(
    BillingGate gate,
    Catalogue catalogue,
    Checkout checkout,
    BillingStore store,
    SubscriptionSync subscriptions,
    IPaymentGateway gateway
)
{
    [Function("CreateSubscription")]
    public Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions")] HttpRequest http,
        CancellationToken cancellationToken
    ) =>
        gate.AnswerAsync(async () =>
        {
            Query.Allow(http.Query);
            var key = IdempotencyHeader.Read(http);
            var request = await RequestBody.ReadJsonAsync<SubscriptionRequest>(http, cancellationToken);
            if (catalogue.Plan(request.Plan ?? "") is not { } plan)
            {
                return Answers.Problem(BillingProblems.PlanUnknown);
            }

            var caller = http.Caller();
            var isRepeat = await store.FindKeyAsync(caller.AccountId, key, plan.Plan, cancellationToken) is not null;
            if (!isRepeat && await HasActiveAsync(caller, cancellationToken))
            {
                return Answers.Problem(BillingProblems.Subscribed);
            }

            var made = await checkout.SubscribeAsync(caller, plan, key, cancellationToken);
            return Answers.Json(new CheckoutView(made.Id, made.ApproveUrl!), StatusCodes.Status201Created);
        });

    [Function("CancelSubscription")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions/{id}/cancel")]
            HttpRequest http,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.AnswerAsync(async () =>
        {
            Query.Allow(http.Query);
            var account = http.Caller().AccountId;
            var stored = Platform.Ids.IsValid(id)
                ? await store.FindSubscriptionAsync(account, id, cancellationToken)
                : null;
            if (stored?.Record.ProviderId is not { } providerId)
            {
                return Answers.Problem(BillingProblems.SubscriptionNotFound);
            }

            await gateway.CancelSubscriptionAsync(providerId, cancellationToken);
            var place = new BillingIndex.Place(account, BillingSubject.Subscription(id));
            var result = await subscriptions.SyncAsync(place, EventHints.None, cancellationToken);
            return result is null
                ? Answers.Problem(BillingProblems.SubscriptionNotFound)
                : Answers.Json(BillingViewRules.ViewOf(result.Record, plan => catalogue.Plan(plan)?.Price));
        });

    private async Task<bool> HasActiveAsync(Caller caller, CancellationToken cancellationToken) =>
        (await store.SubscriptionsAsync(caller.AccountId, cancellationToken)).Any(s =>
            s.Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended
        );
}
