using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Billing;

/// <summary>Changes of plan, and the report of refunds that a sale's own list leaves out.</summary>
internal sealed partial class FakePayPal
{
    private readonly Dictionary<string, string> revisions = [];

    public int Revisions { get; private set; }

    public bool RefusesRevisions { get; set; }

    /// <summary>As with a card: the change holds at once.</summary>
    public bool RevisesWithoutConsent { get; set; }

    /// <summary>What was wished is kept all the same.</summary>
    public bool LosesRevisionAnswers { get; set; }

    /// <summary>Null: these keys may not search.</summary>
    public TimeSpan? ReportDelay { get; set; } = TimeSpan.Zero;

    public DateTimeOffset Now { get; set; } = Start.AddMonths(3);

    public Task<RevisionAnswer?> ReviseSubscriptionAsync(RevisionRequest request, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Revisions++;
        var id = request.SubscriptionId;
        if (RefusesRevisions || Subscriptions[id].Status != SubscriptionStatus.Active)
        {
            return Task.FromResult<RevisionAnswer?>(null);
        }

        revisions[id] = request.PlanId;
        if (RevisesWithoutConsent)
        {
            AgreeToRevision(id);
            return Task.FromResult<RevisionAnswer?>(new(null));
        }

        return LosesRevisionAnswers
            ? throw new PaymentProviderException()
            : Task.FromResult<RevisionAnswer?>(new(new Uri($"https://www.paypal.com/agree?ba_token=BA-{Revisions}")));
    }

    /// <summary>The buyer does, to what was asked last.</summary>
    public void AgreeToRevision(string subscriptionId)
    {
        if (revisions.Remove(subscriptionId, out var plan))
        {
            Subscriptions[subscriptionId] = Subscriptions[subscriptionId] with { PlanId = plan };
        }
    }

    public Task<IReadOnlyList<string>> SearchRefundsAsync(
        string saleId,
        string reference,
        DateTimeOffset from,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDown();
        var shown = refunds.Values.Where(r => r.At >= from && r.At <= Now - ReportDelay);
        // All of this buyer: which is of which sale, the refund tells.
        return Task.FromResult<IReadOnlyList<string>>(ReportDelay is null ? [] : [.. shown.Select(r => r.Id)]);
    }
}
