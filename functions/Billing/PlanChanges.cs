namespace AiPromptGen.Billing;

/// <param name="Problem">Why PayPal was not asked; null when it was.</param>
/// <param name="ApproveUrl">The page where the person still has to agree; until then nothing changes.</param>
/// <param name="Subscription">The subscription as it is now, when it is on that plan already.</param>
internal sealed record PlanChangeResult(
    Problem? Problem = null,
    string? ApproveUrl = null,
    SubscriptionRecord? Subscription = null
);

/// <summary>
/// Asks PayPal for another plan. The new terms are stored on the subscription before PayPal is asked. A revision takes no request
/// id at PayPal, but asking for it twice does no harm: it takes effect only when the person agrees to it.
/// </summary>
internal sealed class PlanChanges(
    IPaymentGateway gateway,
    BillingStore store,
    PurchaseSync purchases,
    ShopCatalog catalog,
    IOptions<BillingOptions> options,
    TimeProvider time
)
{
    /// <param name="id">Our own id of the subscription.</param>
    /// <exception cref="PaymentProviderException">No definite answer: ask the same again.</exception>
    public async Task<PlanChangeResult> ChangeAsync(
        AccountId account,
        string id,
        Terms plan,
        string key,
        CancellationToken cancel
    )
    {
        var place = new BillingIndex.Place(account, BillingSubject.Subscription(id));
        // No plan has this name, so that a purchase under the same idempotency key is refused as a reused one.
        var request = $"change/{id}/{plan.ItemId}";
        for (var race = 0; race < PurchaseSync.MaxRaces; race++)
        {
            var isRepeat = await store.FindKeyAsync(account, key, request, isOrder: false, cancel) is not null;
            var isThere = await purchases.SyncAsync(place, asked: false, cancel) is not null;
            var read = isThere ? await store.FindAsync(account, place.Subject, cancel) : null;
            if (read?.Record is not SubscriptionRecord seen)
            {
                return new(BillingProblems.SubscriptionNotFound);
            }

            if (isRepeat && PlanChangeRules.IsOn(seen, plan.ItemId))
            {
                return new(Subscription: seen);
            }

            if (PlanChangeRules.Check(seen, plan.ItemId, isRepeat, time.GetUtcNow()) is { } problem)
            {
                return new(problem);
            }

            if (isRepeat && PlanChangeRules.IsAsked(seen, plan.ItemId))
            {
                return await ReviseAsync(place, seen, plan, read.ETag, cancel);
            }

            // The wish is stored with its key now; the rules are checked again on what stands in the row.
            var asked = BillingRows.ToRow(account, PlanChangeRules.Asked(seen, plan, time.GetUtcNow()));
            List<TableTransactionAction> rows = [BillingStore.ToAction(asked, read.ETag)];
            rows.AddRange(isRepeat ? [] : [BillingStore.Key(account, key, request, place.Subject)]);
            await store.TrySubmitAsync(rows, cancel);
        }

        throw new PaymentProviderException();
    }

    private async Task<PlanChangeResult> ReviseAsync(
        BillingIndex.Place place,
        SubscriptionRecord seen,
        Terms plan,
        Azure.ETag read,
        CancellationToken cancel
    )
    {
        var revision = new RevisionRequest(
            seen.ProviderId!,
            catalog.PayPalPlanId(plan.ItemId),
            options.Value.ReturnUrl(seen.Id),
            options.Value.CancelUrl(seen.Id)
        );
        switch (await gateway.ReviseSubscriptionAsync(revision, cancel))
        {
            case null:
                // The stored wish is removed, so that another change can be asked for.
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
    /// <summary>After this time a change that nobody has agreed to is dropped, so that another one may be asked for.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromHours(3);

    /// <param name="seen">The subscription as PayPal describes it now.</param>
    /// <param name="isRepeat">The same was asked for before, under the same key.</param>
    /// <returns>Null when PayPal may be asked.</returns>
    public static Problem? Check(SubscriptionRecord seen, string plan, bool isRepeat, DateTimeOffset now) =>
        seen.ProviderId is null ? BillingProblems.SubscriptionNotFound
        : seen.Parked is not null ? BillingProblems.Parked
        : seen.Status != SubscriptionStatus.Active || seen.IsGivenUp ? BillingProblems.SubscriptionNotActive
        : seen.IsPastDue ? BillingProblems.PastDue
        : IsOn(seen, plan) ? BillingProblems.SamePlan
        : isRepeat && IsAsked(seen, plan) ? null
        : seen.Change is { } change && !IsOn(seen, change.Terms.ItemId) && now - change.AskedAt < ApprovalTime
            ? BillingProblems.ChangePending
        : null;

    public static bool IsAsked(SubscriptionRecord record, string plan) =>
        plan.Equals(record.Change?.Terms.ItemId, StringComparison.Ordinal);

    public static SubscriptionRecord Asked(SubscriptionRecord seen, Terms plan, DateTimeOffset now) =>
        seen with
        {
            Terms = PurchaseRules.Agreed(seen)[0],
            Change = new(plan, now),
        };

    public static bool IsOn(SubscriptionRecord record, string plan) =>
        record.Plan.Equals(plan, StringComparison.Ordinal);
}
