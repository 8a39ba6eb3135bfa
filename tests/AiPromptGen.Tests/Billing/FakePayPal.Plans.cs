using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Billing;

/// <summary>Changes of plan.</summary>
internal sealed partial class FakePayPal
{
    private readonly Dictionary<string, string> revisions = [];

    public int Revisions { get; private set; }

    public bool RefusesRevisions { get; set; }

    /// <summary>Whether a change holds at once, without the buyer's consent, as when the buyer pays by card.</summary>
    public bool RevisesWithoutConsent { get; set; }

    /// <summary>Whether the answer to a change is lost. PayPal has the requested change all the same.</summary>
    public bool LosesRevisionAnswers { get; set; }

    public Task<RevisionResult?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Revisions++;
        var id = request.SubscriptionId;
        if (RefusesRevisions || Subscriptions[id].Status != SubscriptionStatus.Active)
        {
            return Task.FromResult<RevisionResult?>(null);
        }

        revisions[id] = request.PlanId;
        if (RevisesWithoutConsent)
        {
            AgreeToRevision(id);
            return Task.FromResult<RevisionResult?>(new(null));
        }

        return LosesRevisionAnswers
            ? throw new PaymentProviderException()
            : Task.FromResult<RevisionResult?>(new(new Uri($"https://www.paypal.com/agree?ba_token=BA-{Revisions}")));
    }

    /// <summary>The buyer agrees to the change that was requested last; nothing happens when there is none.</summary>
    public void AgreeToRevision(string subscriptionId)
    {
        if (revisions.Remove(subscriptionId, out var plan))
        {
            Subscriptions[subscriptionId] = Subscriptions[subscriptionId] with { PlanId = plan };
        }
    }
}
