using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// What erased accounts had ordered and not paid yet. Money that PayPal takes for it all the same goes back, a subscription
/// that comes alive is canceled, and of both a receipt without a person is kept.
/// </summary>
internal sealed partial class ErasedPurchases(
    IPaymentGateway gateway,
    InvoiceArchive archive,
    TimeProvider time,
    ILogger<ErasedPurchases> logger
)
{
    /// <summary>Longer than an approval can be given, a payment reviewed, or an event repeated.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(30);

    /// <param name="id">Ours, of the order or subscription.</param>
    /// <param name="providerId">As an event names it; for one whose account was erased before PayPal had answered.</param>
    /// <param name="named">The payment that the event is about: PayPal's list of payments may not show it yet.</param>
    /// <returns>False when no erased account had it.</returns>
    public async Task<bool> SettleAsync(string id, string? providerId, PaymentState? named, CancellationToken cancel)
    {
        if (await archive.FindWatchedAsync(id, cancel) is not { } remainder)
        {
            return false;
        }

        await SettleAsync(remainder with { ProviderId = remainder.ProviderId ?? providerId }, named, cancel);
        return true;
    }

    /// <returns>How many a person has to look at.</returns>
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
                // It stays, and is looked at in the next run.
            }
        }

        return refused;
    }

    /// <returns>Whether all that was taken has gone back.</returns>
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
                // Paid for before the account was erased, and used or not: its erasure gives nothing back.
                continue;
            }

            isPending |= payment.Status == PaymentStatus.Pending;
            if (!PaymentRules.IsPaid(payment.Status))
            {
                continue;
            }

            // What has gone back already, by whoever's hand or by a run that died before its receipt, has a receipt too.
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
/// Before an account is erased: what bills it ends, each payment leaves a receipt without a person, what may still bring money
/// is watched under our id of it, and nothing leads from any id to the account any more. So it is with paid plans off: what was
/// sold before still bills.
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
        // Also a subscription that is over: its last payment may be pending, or not be listed yet.
        foreach (var purchase in purchases.Where(p => p.MayBring || p is SubscriptionRecord))
        {
            // Watched first: whatever comes alive from here on is found by our id.
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
