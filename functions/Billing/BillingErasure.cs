using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// Before an account is erased: what bills it ends, each payment leaves an invoice without a person, and nothing leads from
/// PayPal's ids to the account any more.
/// </summary>
internal sealed class BillingErasure(
    Catalogue catalogue,
    IPaymentGateway gateway,
    BillingStore store,
    InvoiceArchive invoices,
    BillingIndex index
) : IErasureStep
{
    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!catalogue.IsOpen)
        {
            return true;
        }

        var subscriptions = await store.SubscriptionsAsync(accountId, cancellationToken);
        foreach (var subscription in subscriptions.Where(MayBill))
        {
            await gateway.CancelSubscriptionAsync(subscription.ProviderId!, cancellationToken);
        }

        var payments = await store.PaymentsAsync(accountId, cancellationToken);
        foreach (var payment in payments.Where(p => p.Credits > 0))
        {
            await invoices.KeepAsync(payment, cancellationToken);
        }

        var orders = await store.OrdersAsync(accountId, cancellationToken);
        var ids = payments
            .Select(p => p.Id)
            .Concat(subscriptions.SelectMany(s => new[] { s.Id, s.ProviderId }))
            .Concat(orders.SelectMany(o => new[] { o.Id, o.ProviderId }));
        foreach (var id in ids.OfType<string>())
        {
            await index.RemoveAsync(id, cancellationToken);
        }

        return true;
    }

    private static bool MayBill(SubscriptionRecord subscription) =>
        subscription.ProviderId is not null
        && subscription.Status is not (SubscriptionStatus.Cancelled or SubscriptionStatus.Expired);
}
