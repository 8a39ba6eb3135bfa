using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

/// <param name="Subscription">As it is now, when PayPal could be asked.</param>
internal sealed record PlanChangeOutcome(
    PlanChangeEnd End,
    string? ApproveUrl = null,
    SubscriptionRecord? Subscription = null
);

/// <summary>
/// Asks PayPal for another plan. A revision takes no request id there; asked for twice it is the same wish once more, and only the
/// person's consent makes it hold.
/// </summary>
internal sealed class PlanChanges(
    IPaymentGateway gateway,
    BillingStore store,
    SubscriptionSync subscriptions,
    Catalogue catalogue,
    IOptions<BillingOptions> options,
    TimeProvider time
)
{
    private const int MostRaces = 8;

    /// <param name="id">Of the subscription; ours.</param>
    /// <exception cref="PaymentProviderException">No definite answer: ask the same again.</exception>
    public async Task<PlanChangeOutcome> ChangeAsync(
        AccountId account,
        string id,
        Terms plan,
        string key,
        CancellationToken cancellationToken
    )
    {
        var place = new BillingIndex.Place(account, BillingSubject.Subscription(id));
        for (var race = 0; race < MostRaces; race++)
        {
            var request = await store.FindChangeAsync(account, key, id, plan.Plan, cancellationToken);
            var outcome = request is null
                ? await AskAsync(place, plan, key, cancellationToken)
                : await AnswerAsync(place, plan, request, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }
        }

        throw new PaymentProviderException();
    }

    /// <returns>Null when it is written down, or something was faster: look again.</returns>
    private async Task<PlanChangeOutcome?> AskAsync(
        BillingIndex.Place place,
        Terms plan,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (await SeenAsync(place, cancellationToken) is not { Record.ProviderId: not null } read)
        {
            return new(PlanChangeEnd.SubscriptionNotFound);
        }

        var now = time.GetUtcNow();
        if (PlanChangeRules.Check(read.Record, plan.Plan, now) is { } end)
        {
            return new(end);
        }

        var request = new PlanChangeRequest
        {
            Key = key,
            SubscriptionId = place.Subject.Id,
            Plan = plan.Plan,
        };
        var asked = read with { Record = PlanChangeRules.Asked(read.Record, plan, now) };
        await store.TryWriteAsync(place.Account, request, default, asked, cancellationToken);
        return null;
    }

    /// <returns>Null when what PayPal said is written down, or something was faster: look again.</returns>
    private async Task<PlanChangeOutcome?> AnswerAsync(
        BillingIndex.Place place,
        Terms plan,
        Stored<PlanChangeRequest> stored,
        CancellationToken cancellationToken
    )
    {
        var request = stored.Record;
        if (request.Answer is PlanChangeAnswer.Refused)
        {
            return new(PlanChangeEnd.Refused);
        }

        if (request.Answer is PlanChangeAnswer.Approval)
        {
            return new(PlanChangeEnd.ApprovalNeeded, request.ApproveUrl);
        }

        if (await SeenAsync(place, cancellationToken) is not { Record.ProviderId: { } providerId } read)
        {
            return new(PlanChangeEnd.SubscriptionNotFound);
        }

        if (request.Answer is PlanChangeAnswer.Made)
        {
            return new(PlanChangeEnd.Made, Subscription: read.Record);
        }

        var (record, now) = (read.Record, time.GetUtcNow());
        var isOn = PlanChangeRules.IsOn(record, plan.Plan);
        if (!isOn && PlanChangeRules.CheckAgain(record, plan.Plan, now) is { } end)
        {
            return new(end);
        }

        if (isOn)
        {
            request = request with { Answer = PlanChangeAnswer.Made };
        }
        else if (PlanChangeRules.IsAsked(record, plan.Plan))
        {
            request = await ReviseAsync(request, providerId, cancellationToken);
            record = request.Answer is PlanChangeAnswer.Refused ? PlanChangeRules.Refused(record, plan.Plan) : record;
        }
        else
        {
            record = PlanChangeRules.Asked(record, plan, now);
        }

        var changed = read with { Record = record };
        await store.TryWriteAsync(place.Account, request, stored.ETag, changed, cancellationToken);
        return null;
    }

    private async Task<PlanChangeRequest> ReviseAsync(
        PlanChangeRequest request,
        string providerId,
        CancellationToken cancellationToken
    )
    {
        var site = options.Value.SiteAddress;
        var revision = new RevisionRequest(
            providerId,
            catalogue.PayPalPlanId(request.Plan),
            new(site, $"billing/return?id={request.SubscriptionId}"),
            new(site, $"billing/cancelled?id={request.SubscriptionId}")
        );
        var answer = await gateway.ReviseSubscriptionAsync(revision, cancellationToken);
        return request with
        {
            Answer =
                answer is null ? PlanChangeAnswer.Refused
                : answer.ApproveUrl is null ? PlanChangeAnswer.Made
                : PlanChangeAnswer.Approval,
            ApproveUrl = answer?.ApproveUrl?.AbsoluteUri,
        };
    }

    /// <summary>As PayPal has it now, and the row that says so.</summary>
    private async Task<Stored<SubscriptionRecord>?> SeenAsync(
        BillingIndex.Place place,
        CancellationToken cancellationToken
    ) =>
        await subscriptions.SyncAsync(place, EventHints.None, cancellationToken) is null
            ? null
            : await store.FindSubscriptionAsync(place.Account, place.Subject.Id, cancellationToken);
}
