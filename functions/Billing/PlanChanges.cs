namespace AiPromptGen.Billing;

/// <param name="Problem">Why it was not asked for; null: it was.</param>
/// <param name="ApproveUrl">Where the person has yet to agree; until then nothing changes.</param>
/// <param name="Subscription">As it is now, on that plan: nobody had to agree, or somebody has.</param>
internal sealed record PlanChangeOutcome(
    Problem? Problem = null,
    string? ApproveUrl = null,
    SubscriptionRecord? Subscription = null
);

/// <summary>
/// Asks PayPal for another plan. Its terms are agreed on the subscription before PayPal hears of it; a revision takes no
/// request id there, asked for twice it is the same wish once more, and only the person's consent makes it hold.
/// </summary>
internal sealed class PlanChanges(
    IPaymentGateway gateway,
    BillingStore store,
    PurchaseSync purchases,
    Catalogue catalogue,
    IOptions<BillingOptions> options,
    TimeProvider time
)
{
    /// <param name="id">Of the subscription; ours.</param>
    /// <exception cref="PaymentProviderException">No definite answer: ask the same again.</exception>
    public async Task<PlanChangeOutcome> ChangeAsync(
        AccountId account,
        string id,
        Terms plan,
        string key,
        CancellationToken cancel
    )
    {
        var place = new BillingIndex.Place(account, BillingSubject.Subscription(id));
        // No plan has such an id: whoever buys it under the same key is told so.
        var request = $"change/{id}/{plan.Plan}";
        for (var race = 0; race < PurchaseSync.MostRaces; race++)
        {
            var isRepeat = await store.FindKeyAsync(account, key, request, isOrder: false, cancel) is not null;
            var isThere = await purchases.SyncAsync(place, asked: false, cancel) is not null;
            var read = isThere ? await store.FindAsync(account, place.Subject, cancel) : null;
            if (read?.Record is not SubscriptionRecord seen)
            {
                return new(BillingProblems.SubscriptionNotFound);
            }

            if (isRepeat && PlanChangeRules.IsOn(seen, plan.Plan))
            {
                return new(Subscription: seen);
            }

            if (PlanChangeRules.Check(seen, plan.Plan, isRepeat, time.GetUtcNow()) is { } problem)
            {
                return new(problem);
            }

            if (isRepeat && PlanChangeRules.IsAsked(seen, plan.Plan))
            {
                return await ReviseAsync(place, seen, plan, read.ETag, cancel);
            }

            // Written down, with its key, and looked at again.
            var asked = BillingRows.ToRow(account, PlanChangeRules.Asked(seen, plan, time.GetUtcNow()));
            List<TableTransactionAction> rows = [BillingStore.Passenger(asked, read.ETag)];
            rows.AddRange(isRepeat ? [] : [BillingStore.Key(account, key, request, place.Subject)]);
            await store.TrySubmitAsync(rows, cancel);
        }

        throw new PaymentProviderException();
    }

    private async Task<PlanChangeOutcome> ReviseAsync(
        BillingIndex.Place place,
        SubscriptionRecord seen,
        Terms plan,
        Azure.ETag read,
        CancellationToken cancel
    )
    {
        var revision = new RevisionRequest(
            seen.ProviderId!,
            catalogue.PayPalPlanId(plan.Plan),
            options.Value.ReturnUrl(seen.Id),
            options.Value.CancelUrl(seen.Id)
        );
        switch (await gateway.ReviseSubscriptionAsync(revision, cancel))
        {
            case null:
                // Nothing of it is left, so that it bars no other change.
                var row = BillingRows.ToRow(place.Account, seen with { Change = null });
                await store.TryWriteAsync(row, read, cancel);
                return new(BillingProblems.ChangeRefused);
            case { ApproveUrl: { } url }:
                return new(ApproveUrl: url.AbsoluteUri);
            default:
                var now = await purchases.SyncAsync(place, asked: false, cancel);
                return new(Subscription: now?.Record as SubscriptionRecord);
        }
    }
}

/// <summary>
/// When a plan may be changed. Asking grants nothing: the present period keeps its credits, and the next payment brings those
/// of the plan that the subscription is then on at PayPal.
/// </summary>
internal static class PlanChangeRules
{
    /// <summary>A change that nobody has agreed to by then is given up, so that another may be asked for.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromHours(3);

    /// <param name="seen">As PayPal has it now.</param>
    /// <param name="isRepeat">The same was asked for before, under the same key.</param>
    /// <returns>Null when PayPal may be asked.</returns>
    public static Problem? Check(SubscriptionRecord seen, string plan, bool isRepeat, DateTimeOffset now) =>
        seen.ProviderId is null ? BillingProblems.SubscriptionNotFound
        : seen.Parked is not null ? BillingProblems.Parked
        : seen.Status != SubscriptionStatus.Active || seen.IsGivenUp ? BillingProblems.SubscriptionNotActive
        : seen.IsPastDue ? BillingProblems.PastDue
        : IsOn(seen, plan) ? BillingProblems.SamePlan
        : isRepeat && IsAsked(seen, plan) ? null
        : seen.Change is { } change && !IsOn(seen, change.Terms.Plan) && now - change.AskedAt < ApprovalTime
            ? BillingProblems.ChangePending
        : null;

    public static bool IsAsked(SubscriptionRecord record, string plan) =>
        plan.Equals(record.Change?.Terms.Plan, StringComparison.Ordinal);

    public static SubscriptionRecord Asked(SubscriptionRecord seen, Terms plan, DateTimeOffset now) =>
        seen with
        {
            Terms = PurchaseRules.Agreed(seen)[0],
            Change = new(plan, now),
        };

    public static bool IsOn(SubscriptionRecord record, string plan) =>
        record.Plan.Equals(plan, StringComparison.Ordinal);
}
