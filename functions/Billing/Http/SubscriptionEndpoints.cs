namespace AiPromptGen.Billing.Http;

/// <summary>
/// Subscriptions to plans. An account has one at a time. Canceling it ends the billing, and takes no credits that were paid for.
/// </summary>
internal sealed class SubscriptionEndpoints(
    BillingGate gate,
    ShopCatalog catalog,
    Checkout checkout,
    BillingStore store,
    PurchaseSync purchases,
    PlanChanges changes,
    IPaymentGateway gateway,
    TimeProvider time
)
{
    [Function("CreateSubscription")]
    public Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions")] HttpRequest http,
        CancellationToken cancel
    ) =>
        gate.SellAsync(
            http,
            async () =>
            {
                var key = IdempotencyHeader.Read(http);
                var request = await RequestBody.ReadJsonAsync<SubscriptionRequest>(http, cancel);
                if (catalog.Plan(request.Plan ?? "") is not { } plan)
                {
                    return Answers.Problem(BillingProblems.PlanUnknown);
                }

                var (caller, isOrder) = (http.Caller(), false);
                var earlier = await store.FindKeyAsync(caller.AccountId, key, plan.ItemId, isOrder, cancel);
                if (earlier is null && await BarAsync(caller, cancel) is { } bar)
                {
                    return Answers.Problem(bar);
                }

                var made = await checkout.BuyAsync(caller, plan, key, cancel);
                return Answers.Json(new CheckoutView(made.Id, made.ApproveUrl!), StatusCodes.Status201Created);
            }
        );

    [Function("CancelSubscription")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions/{id}/cancel")]
            HttpRequest http,
        string id,
        CancellationToken cancel
    ) =>
        gate.AnswerMoneyAsync(
            http,
            async () =>
            {
                var account = http.Caller().AccountId;
                var subject = BillingSubject.Subscription(id);
                var stored = Platform.Ids.IsValid(id) ? await store.FindAsync(account, subject, cancel) : null;
                if (stored?.Record is not SubscriptionRecord { ProviderId: { } providerId })
                {
                    return Answers.Problem(BillingProblems.SubscriptionNotFound);
                }

                // PayPal cannot cancel a subscription that nobody has agreed to. It is marked as given up, so that it is canceled and
                // refunded if somebody agrees to it later.
                while (
                    stored?.Record is SubscriptionRecord { MayBeApproved: true } waiting
                    && BillingRows.ToRow(account, waiting with { IsGivenUp = true }) is var given
                    && !await store.TryWriteAsync(given, stored.ETag, cancel)
                )
                {
                    stored = await store.FindAsync(account, subject, cancel);
                }

                await gateway.CancelSubscriptionAsync(providerId, cancel);
                var result = await purchases.SyncAsync(new(account, subject), asked: false, cancel);
                return result?.Record is SubscriptionRecord now
                    ? Answers.Json(ViewOf(now))
                    : Answers.Problem(BillingProblems.SubscriptionNotFound);
            }
        );

    /// <summary>Changes to another plan from the next period on. The period that is paid for stays as it is.</summary>
    [Function("ChangePlan")]
    public Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "billing/subscriptions/{id}/change")]
            HttpRequest http,
        string id,
        CancellationToken cancel
    ) =>
        gate.SellAsync(
            http,
            async () =>
            {
                var key = IdempotencyHeader.Read(http);
                var request = await RequestBody.ReadJsonAsync<PlanChangeBody>(http, cancel);
                if (catalog.Plan(request.Plan ?? "") is not { } plan)
                {
                    return Answers.Problem(BillingProblems.PlanUnknown);
                }

                if (!Platform.Ids.IsValid(id))
                {
                    return Answers.Problem(BillingProblems.SubscriptionNotFound);
                }

                return await changes.ChangeAsync(http.Caller().AccountId, id, plan, key, cancel) switch
                {
                    { Problem: { } problem } => Answers.Problem(problem),
                    { ApproveUrl: { } url } => Answers.Json(new CheckoutView(id, url), StatusCodes.Status202Accepted),
                    var made => Answers.Json(ViewOf(made.Subscription!)),
                };
            }
        );

    private SubscriptionView ViewOf(SubscriptionRecord subscription) =>
        BillingViewRules.ViewOf(subscription, plan => catalog.Plan(plan)?.Price);

    /// <summary>Only one may wait for consent at a time, because a person could agree to two of them and be billed for both.</summary>
    private async Task<Problem?> BarAsync(Caller caller, CancellationToken cancel)
    {
        var all = await store.SubscriptionsAsync(caller.AccountId, cancel);
        var since = time.GetUtcNow() - PlanChangeRules.ApprovalTime;
        return all.Any(s => s.IsBilled) ? BillingProblems.Subscribed
            : all.Any(s => s is { Status: SubscriptionStatus.ApprovalPending, IsGivenUp: false } && s.CreatedAt > since)
                ? BillingProblems.SubscriptionWaits
            : null;
    }
}
