using System.Net;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

internal sealed partial class PayPalGateway
{
    public async Task<CheckoutAnswer> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancel
    )
    {
        var input = new CreateSubscriptionInput
        {
            PaypalRequestId = request.Reference,
            Prefer = Whole,
            Body = PayPalRequests.Subscription(request, planId),
        };
        var made = await KnownAsync(
            () => client.SubscriptionsController.CreateSubscriptionAsync(input, cancel),
            cancel
        );
        return new(made.Data.Id!, ApproveUrl(made.Data.Links));
    }

    /// <summary>The list of payments lags behind the events by minutes; until then it is an empty object, or not there at all.</summary>
    public async Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancel
    )
    {
        var path = $"/v1/billing/subscriptions/{subscriptionId}";
        if (await rest.GetAsync(path, cancel) is not { } found)
        {
            return null;
        }

        // PayPal's clocks may be ahead of ours, and a simulator's can be moved: the last payment is never left out.
        var last = PayPalDocuments.Member(PayPalDocuments.Member(found, "billing_info"), "last_payment");
        var (now, paidAt) = (time.GetUtcNow(), PayPalFault.Time(PayPalDocuments.Text(last, "time")));
        var end = (paidAt > now ? paidAt.Value : now).AddDays(1);
        var window = $"start_time={Uri.EscapeDataString(Stamp(since))}&end_time={Uri.EscapeDataString(Stamp(end))}";
        var sales = await rest.GetAsync($"{path}/transactions?{window}", cancel);
        return PayPalDocuments.Subscription(found, sales);
    }

    public async Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancel) =>
        await rest.GetAsync($"/v1/billing/plans/{planId}", cancel) is { } plan ? PayPalDocuments.Plan(plan) : null;

    public async Task<RevisionAnswer?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancel)
    {
        var input = new ReviseSubscriptionInput
        {
            Id = request.SubscriptionId,
            Body = PayPalRequests.Revision(request),
        };
        var (revised, _) = await AskAsync(
            () => client.SubscriptionsController.ReviseSubscriptionAsync(input, cancel),
            // It has ended, or the plan is of another product.
            no => PayPalFault.IsRefusal((HttpStatusCode)no.ResponseCode, isDuplicate: false),
            cancel
        );
        return revised is null ? null : new(FindApproveUrl(revised.Data.Links));
    }

    public async Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancel)
    {
        var input = new CancelSubscriptionInput
        {
            Id = subscriptionId,
            Body = new CancelSubscriptionRequest { Reason = "Cancelled by the customer" },
        };
        await AskAsync(
            async () =>
            {
                await client.SubscriptionsController.CancelSubscriptionAsync(input, cancel);
                return true;
            },
            // It has ended already, or was never agreed to; what it is now is read next.
            no => no.ResponseCode is 404 or 422,
            cancel
        );
    }
}
