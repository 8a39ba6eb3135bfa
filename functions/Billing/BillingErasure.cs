using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// Before an account is erased: what bills it ends, each payment leaves a receipt without a person, what may still bring money
/// is watched under our id of it, and nothing leads from any id to the account any more.
/// </summary>
internal sealed class BillingErasure(
    Catalogue catalogue,
    IPaymentGateway gateway,
    BillingStore store,
    InvoiceArchive archive,
    BillingIndex index,
    TimeProvider time
) : IErasureStep
{
    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!catalogue.IsOpen)
        {
            return true;
        }

        var purchases = await store.PurchasesAsync(accountId, cancellationToken);
        foreach (var purchase in purchases.Where(p => p.MayBring))
        {
            // Watched first: whatever comes alive from here on is found by our id.
            var until = time.GetUtcNow() + ErasedPurchases.Watched;
            await archive.WatchAsync(new(purchase.Subject, purchase.ProviderId, until), cancellationToken);
            if (purchase is SubscriptionRecord { ProviderId: { } id })
            {
                await gateway.CancelSubscriptionAsync(id, cancellationToken);
            }
        }

        var payments = await store.PaymentsAsync(accountId, cancellationToken);
        foreach (var payment in payments.Where(p => PaymentRules.IsPaid(p.Status) || p.Credits > 0))
        {
            await archive.KeepAsync(
                payment.Subject,
                payment.Id,
                payment.Amount,
                payment.Refunded,
                payment.PaidAt,
                cancellationToken
            );
        }

        // The provider's ids are in the index of what was bought before those were left out.
        var ids = purchases.SelectMany(p => new[] { p.Id, p.ProviderId }).Concat(payments.Select(p => p.Id));
        foreach (var id in ids.OfType<string>())
        {
            await index.RemoveAsync(id, cancellationToken);
        }

        return true;
    }
}
