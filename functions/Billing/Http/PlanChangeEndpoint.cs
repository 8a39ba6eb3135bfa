using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Billing.Http;

/// <summary><c>POST /billing/subscriptions/{id}/change</c>: another plan from the next period on; what is paid for stays.</summary>
internal sealed class PlanChangeEndpoint(BillingGate gate, Catalogue catalogue, PlanChanges changes)
{
    [Function("ChangePlan")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions/{id}/change")]
            HttpRequest http,
        string id,
        CancellationToken cancellationToken
    ) =>
        gate.AnswerAsync(async () =>
        {
            Query.Allow(http.Query);
            var key = IdempotencyHeader.Read(http);
            var request = await RequestBody.ReadJsonAsync<PlanChangeBody>(http, cancellationToken);
            if (catalogue.Plan(request.Plan ?? "") is not { } plan)
            {
                return Answers.Problem(BillingProblems.PlanUnknown);
            }

            if (!Platform.Ids.IsValid(id))
            {
                return Answers.Problem(BillingProblems.SubscriptionNotFound);
            }

            var account = http.Caller().AccountId;
            return AnswerOf(id, await changes.ChangeAsync(account, id, plan, key, cancellationToken));
        });

    private IResult AnswerOf(string id, PlanChangeOutcome outcome) =>
        outcome.End switch
        {
            PlanChangeEnd.Made => Answers.Json(
                BillingViewRules.ViewOf(outcome.Subscription!, plan => catalogue.Plan(plan)?.Price)
            ),
            PlanChangeEnd.ApprovalNeeded => Answers.Json(
                new CheckoutView(id, outcome.ApproveUrl!),
                StatusCodes.Status202Accepted
            ),
            PlanChangeEnd.Parked => Answers.Problem(BillingProblems.Parked),
            PlanChangeEnd.NotActive => Answers.Problem(BillingProblems.SubscriptionNotActive),
            PlanChangeEnd.PastDue => Answers.Problem(BillingProblems.PastDue),
            PlanChangeEnd.SamePlan => Answers.Problem(BillingProblems.SamePlan),
            PlanChangeEnd.Pending => Answers.Problem(BillingProblems.ChangePending),
            PlanChangeEnd.Refused => Answers.Problem(BillingProblems.ChangeRefused),
            _ => Answers.Problem(BillingProblems.SubscriptionNotFound),
        };
}
