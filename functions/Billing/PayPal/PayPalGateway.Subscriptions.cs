using System.Net;
using AiPromptGen.Billing.Gateway;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Billing.PayPal;

internal sealed partial class PayPalGateway
{
    public async Task<CheckoutAnswer> CreateSubscriptionAsync(
        CheckoutRequest request,
        string planId,
        CancellationToken cancellationToken
    )
    {
        var input = new CreateSubscriptionInput
        {
            PaypalRequestId = request.Reference,
            Prefer = Whole,
            Body = PayPalRequests.Subscription(request, planId),
        };
        var made = await KnownAsync(
            () => client.SubscriptionsController.CreateSubscriptionAsync(input, cancellationToken),
            cancellationToken
        );
        return new(made.Data.Id!, ApproveUrl(made.Data.Links));
    }

    /// <summary>The list of payments lags behind the events by minutes; until then it is an empty object, or not there at all.</summary>
    public async Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var path = $"/v1/billing/subscriptions/{subscriptionId}";
        if (await rest.GetAsync(path, cancellationToken) is not { } found)
        {
            return null;
        }

        // PayPal's clocks may be ahead of ours, and a simulator's can be moved: the last payment is never left out.
        var last = PayPalDocuments.Member(PayPalDocuments.Member(found, "billing_info"), "last_payment");
        var (now, paidAt) = (time.GetUtcNow(), PayPalFault.Time(PayPalDocuments.Text(last, "time")));
        var end = (paidAt > now ? paidAt.Value : now).AddDays(1);
        var window = $"start_time={Uri.EscapeDataString(Stamp(since))}&end_time={Uri.EscapeDataString(Stamp(end))}";
        var sales = await rest.GetAsync($"{path}/transactions?{window}", cancellationToken);
        return PayPalDocuments.Subscription(found, sales);
    }

    public async Task<PlanPricing?> FindPlanAsync(string planId, CancellationToken cancellationToken) =>
        await rest.GetAsync($"/v1/billing/plans/{planId}", cancellationToken) is { } plan
            ? PayPalDocuments.Plan(plan)
            : null;

    public async Task<RevisionAnswer?> ReviseSubscriptionAsync(
        RevisionRequest request,
        CancellationToken cancellationToken
    )
    {
        var input = new ReviseSubscriptionInput
        {
            Id = request.SubscriptionId,
            Body = PayPalRequests.Revision(request),
        };
        try
        {
            var revised = await client.SubscriptionsController.ReviseSubscriptionAsync(input, cancellationToken);
            return new(FindApproveUrl(revised.Data.Links));
        }
        catch (ApiException refused)
            when (PayPalFault.IsRefusal((HttpStatusCode)refused.ResponseCode, isDuplicate: false))
        {
            // Ended, or a plan of another product.
            return null;
        }
        catch (Exception fault) when (IsUnknown(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }

    public async Task CancelSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken)
    {
        var input = new CancelSubscriptionInput
        {
            Id = subscriptionId,
            Body = new CancelSubscriptionRequest { Reason = "Cancelled by the customer" },
        };
        try
        {
            await client.SubscriptionsController.CancelSubscriptionAsync(input, cancellationToken);
        }
        catch (ApiException ended) when (ended.ResponseCode is 404 or 422)
        {
            // It has ended already, or was never agreed to; what it is now is read next.
        }
        catch (Exception fault) when (IsUnknown(fault, cancellationToken))
        {
            throw new PaymentProviderException(fault);
        }
    }
}
