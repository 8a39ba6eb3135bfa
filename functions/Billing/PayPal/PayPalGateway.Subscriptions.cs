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

    public Task<SubscriptionState?> FindSubscriptionAsync(
        string subscriptionId,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        FoundAsync(
            async () =>
            {
                var subscriptions = client.SubscriptionsController;
                var found = await subscriptions.GetSubscriptionAsync(new() { Id = subscriptionId }, cancellationToken);
                var listed = await subscriptions.ListSubscriptionTransactionsAsync(
                    new()
                    {
                        Id = subscriptionId,
                        StartTime = Stamp(since),
                        EndTime = Stamp(End(found.Data.BillingInfo?.LastPayment)),
                    },
                    cancellationToken
                );
                return PayPalStates.Of(found.Data, listed.Data?.Transactions ?? []);
            },
            cancellationToken
        );

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
        catch (ApiException refused) when (PayPalFault.IsRefusal((HttpStatusCode)refused.ResponseCode))
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

    /// <summary>PayPal's clocks may be ahead of ours, and a simulator's can be moved: the last payment is never left out.</summary>
    private DateTimeOffset End(LastPaymentDetails? last)
    {
        var now = time.GetUtcNow();
        return (PayPalFault.Time(last?.Time) is { } paid && paid > now ? paid : now).AddDays(1);
    }
}
