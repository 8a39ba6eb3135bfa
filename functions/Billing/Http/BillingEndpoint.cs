using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AiPromptGen.Billing.Http;

/// <summary><c>GET /billing</c>: the caller's subscriptions and receipts.</summary>
internal sealed class BillingEndpoint(BillingGate gate, BillingStore store, Catalogue catalogue)
{
    [Function("GetBilling")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "billing")] HttpRequest http,
        CancellationToken cancel
    ) =>
        gate.AnswerAsync(async () =>
        {
            Query.Allow(http.Query);
            var account = http.Caller().AccountId;
            var subscriptions = await store.SubscriptionsAsync(account, cancel);
            var payments = await store.PaymentsAsync(account, cancel);
            return Answers.Json(BillingViewRules.Of(subscriptions, payments, plan => catalogue.Plan(plan)?.Price));
        });
}

internal static class BillingViewRules
{
    public static BillingView Of(
        IEnumerable<SubscriptionRecord> subscriptions,
        IEnumerable<PaymentRecord> payments,
        Func<string, Money?> priceOf
    ) =>
        new([
            .. subscriptions.Where(s => s.ProviderId is not null).Select(s => Of(s, PriceOf(s, priceOf))),
            .. payments
                .Where(p => p.Status is not (PaymentStatus.Pending or PaymentStatus.Denied) || p.Credits > 0)
                .OrderByDescending(p => p.PaidAt)
                .ThenBy(p => p.Id, StringComparer.Ordinal)
                .Select(Of),
        ]);

    /// <param name="priceOf">The catalogue's, for a plan that nobody agreed on here.</param>
    public static SubscriptionView ViewOf(SubscriptionRecord subscription, Func<string, Money?> priceOf) =>
        new(subscription.Id, StatusOf(subscription), subscription.Plan, AmountView.Of(PriceOf(subscription, priceOf)));

    public static SubscriptionViewStatus StatusOf(SubscriptionRecord subscription) =>
        subscription.IsGivenUp
            ? SubscriptionViewStatus.Cancelled
            : subscription.Status switch
            {
                SubscriptionStatus.ApprovalPending => SubscriptionViewStatus.ApprovalPending,
                SubscriptionStatus.Active when subscription.IsPastDue => SubscriptionViewStatus.PastDue,
                SubscriptionStatus.Active => SubscriptionViewStatus.Active,
                SubscriptionStatus.Suspended => SubscriptionViewStatus.Suspended,
                SubscriptionStatus.Cancelled => SubscriptionViewStatus.Cancelled,
                _ => SubscriptionViewStatus.Expired,
            };

    private static Money PriceOf(SubscriptionRecord subscription, Func<string, Money?> priceOf)
    {
        var agreed = PurchaseRules.Agreed(subscription);
        var own = agreed.FirstOrDefault(terms => PlanChangeRules.IsOn(subscription, terms.Plan));
        return own?.Price ?? priceOf(subscription.Plan) ?? agreed[0].Price;
    }

    private static BillingRecordView Of(SubscriptionRecord subscription, Money price) =>
        new()
        {
            Plan = subscription.Plan,
            Amount = AmountView.Of(price),
            SubscriptionStatus = StatusOf(subscription),
            InvoiceReference = subscription.Id,
            ProviderCustomerId = subscription.CustomerId,
        };

    private static BillingRecordView Of(PaymentRecord payment) =>
        new()
        {
            Plan = payment.Plan,
            Amount = AmountView.Of(payment.Amount),
            RefundOrDisputeStatus = StatusOf(payment),
            // An order is captured once for good; a subscription is paid again and again.
            InvoiceReference = payment.Subject.IsOrder ? payment.Subject.Id : payment.Id,
            ProviderCustomerId = payment.CustomerId,
        };

    private static RefundOrDisputeStatus? StatusOf(PaymentRecord payment) =>
        payment.Dispute == DisputeStatus.Open ? RefundOrDisputeStatus.DisputeOpen
        : payment.Dispute == DisputeStatus.Lost ? RefundOrDisputeStatus.DisputeLost
        : payment.Refunded >= payment.Amount.Minor ? RefundOrDisputeStatus.Refunded
        : payment.Refunded > 0 ? RefundOrDisputeStatus.PartiallyRefunded
        : payment.Dispute == DisputeStatus.Won ? RefundOrDisputeStatus.DisputeWon
        : null;
}
