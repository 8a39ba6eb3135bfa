using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// Settles what erased accounts had ordered and not yet paid. If PayPal still takes money for it, the money is refunded and a receipt that
/// names no person is kept. A subscription that becomes active is canceled.
/// </summary>
internal sealed partial class ErasedPurchases(
    IPaymentGateway gateway,
    InvoiceArchive archive,
    TimeProvider time,
    ILogger<ErasedPurchases> logger
)
{
    /// <summary>
    /// How long purchases are watched after the erasure: longer than a buyer may approve, PayPal may review a payment, or an event is
    /// repeated.
    /// </summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(30);

    /// <param name="id">Our id of the order or subscription.</param>
    /// <param name="providerId">
    /// PayPal's id of it, as an event names it. It is needed when the account was erased before PayPal had answered with one.
    /// </param>
    /// <param name="named">The payment that the event is about, because PayPal's list of payments may not show it yet.</param>
    /// <returns>False when no purchase of an erased account with this id is watched.</returns>
    public async Task<bool> SettleAsync(string id, string? providerId, PaymentState? named, CancellationToken cancel)
    {
        if (await archive.FindWatchedAsync(id, cancel) is not { } remainder)
        {
            return false;
        }

        await SettleAsync(remainder with { ProviderId = remainder.ProviderId ?? providerId }, named, cancel);
        return true;
    }

    /// <returns>How many purchases a person has to look at.</returns>
    public async Task<int> SettleAllAsync(CancellationToken cancel)
    {
        var refused = 0;
        await foreach (var remainder in archive.WatchedAsync(cancel))
        {
            try
            {
                refused += await SettleAsync(remainder, null, cancel) ? 0 : 1;
            }
            catch (PaymentProviderException)
            {
                // The purchase stays watched, and the next run tries again.
            }
        }

        return refused;
    }

    /// <returns>Whether all money that was taken has been refunded.</returns>
    private async Task<bool> SettleAsync(
        InvoiceArchive.Remainder remainder,
        PaymentState? named,
        CancellationToken cancel
    )
    {
        var (subject, isBack, isPending) = (remainder.Subject, true, false);
        var listed = await PaymentsAsync(remainder, cancel);
        foreach (var payment in listed.UnionBy(named is null ? [] : [named], p => p.Id, StringComparer.Ordinal))
        {
            if (await archive.HasAsync(subject, payment.Id, payment.At, cancel))
            {
                // This payment was made before the account was erased. An erasure refunds nothing, whether the credits were used or not.
                continue;
            }

            isPending |= payment.Status == PaymentStatus.Pending;
            if (!PaymentRules.IsPaid(payment.Status))
            {
                continue;
            }

            // A payment that was refunded already, by hand or by a run that died before it wrote the receipt, gets a receipt too.
            var isLeft = PurchaseSync.IsLeft(payment.Status);
            if (isLeft && await gateway.RefundAsync(payment.Id, null, $"erased.{payment.Id}", cancel) is null)
            {
                isBack = false;
                LogRefused(subject.Key, payment.Id);
                continue;
            }

            var receipt = new InvoiceArchive.Receipt(payment.Amount, payment.Amount.Minor, payment.At);
            await archive.KeepAsync(subject, payment.Id, receipt, cancel);
        }

        if (isBack && !isPending && time.GetUtcNow() >= remainder.Until)
        {
            await archive.ForgetAsync(remainder, cancel);
        }

        return isBack;
    }

    private async Task<IEnumerable<PaymentState>> PaymentsAsync(
        InvoiceArchive.Remainder remainder,
        CancellationToken cancel
    )
    {
        var (subject, since) = (remainder.Subject, remainder.Until - (2 * Watched));
        var state = await gateway.FindAsync(subject, remainder.ProviderId, since, cancel);
        if (state is SubscriptionState { Status: SubscriptionStatus.Active or SubscriptionStatus.Suspended })
        {
            await gateway.CancelSubscriptionAsync(state.ProviderId, cancel);
        }

        return state?.Payments ?? [];
    }

    [LoggerMessage(
        3023,
        LogLevel.Critical,
        "{Subject} of an erased account took payment {PaymentId}, and PayPal refuses to give it back: a person has to look"
    )]
    private partial void LogRefused(string subject, string paymentId);
}

/// <summary>
/// Prepares billing for the erasure of an account. It cancels the subscriptions, keeps a receipt of each payment that names no person,
/// begins to watch each purchase that may still bring money, and deletes the index rows that lead from an id to the account. It does so
/// with paid plans off too, because subscriptions that were sold before are still billed.
/// </summary>
internal sealed class BillingErasure(
    IPaymentGateway gateway,
    BillingStore store,
    InvoiceArchive archive,
    BillingIndex index,
    TimeProvider time
) : IErasureStep
{
    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var purchases = await store.PurchasesAsync(accountId, cancellationToken);
        // A subscription that has ended is watched too, because its last payment may be pending or not yet in PayPal's list.
        foreach (var purchase in purchases.Where(p => p.MayBring || p is SubscriptionRecord))
        {
            // It is watched before it is canceled, so that a subscription that becomes active from here on is found by our id.
            var until = time.GetUtcNow() + ErasedPurchases.Watched;
            await archive.WatchAsync(new(purchase.Subject, purchase.ProviderId, until), cancellationToken);
            if (purchase is SubscriptionRecord { MayBring: true, ProviderId: { } id })
            {
                await gateway.CancelSubscriptionAsync(id, cancellationToken);
            }
        }

        var payments = await store.PaymentsAsync(accountId, cancellationToken);
        foreach (var payment in payments.Where(p => PaymentRules.IsPaid(p.Status) || p.Credits > 0))
        {
            var receipt = new InvoiceArchive.Receipt(payment.Amount, payment.Refunded, payment.PaidAt);
            await archive.KeepAsync(payment.Subject, payment.Id, receipt, cancellationToken);
        }

        await index.RemoveAllAsync(accountId, cancellationToken);
        return true;
    }
}
