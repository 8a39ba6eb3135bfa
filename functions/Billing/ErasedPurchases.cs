using Microsoft.Extensions.Logging;

namespace AiPromptGen.Billing;

/// <summary>
/// What erased accounts had ordered and not paid yet. Money that PayPal takes for it all the same goes back, a subscription
/// that comes alive is cancelled, and of both a receipt without a person is kept.
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
        foreach (var remainder in await archive.WatchedAsync(cancel))
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

            var (amount, at) = (payment.Amount, payment.At);
            await archive.KeepAsync(subject, payment.Id, amount, amount.Minor, at, cancel);
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
        if (remainder.ProviderId is not { } id)
        {
            return [];
        }

        if (remainder.Subject.IsOrder)
        {
            return (await gateway.FindOrderAsync(id, cancel))?.Payments ?? [];
        }

        var state = await gateway.FindSubscriptionAsync(id, remainder.Until - (2 * Watched), cancel);
        if (state is { Status: SubscriptionStatus.Active or SubscriptionStatus.Suspended })
        {
            await gateway.CancelSubscriptionAsync(id, cancel);
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
