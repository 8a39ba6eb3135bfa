using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Billing;

/// <param name="Problem">Why none was made.</param>
/// <param name="Record">Of a refund that was made.</param>
internal sealed record RefundOutcome(Problem? Problem, RefundRecord? Record = null);

/// <summary>
/// Gives money back that support orders. Credits are not touched here: the payment is compared with PayPal's as after an event,
/// so whichever of the two comes first takes them back, once.
/// </summary>
internal sealed class Refunds(
    IPaymentGateway gateway,
    BillingStore store,
    PaymentBooking booking,
    PurchaseSync purchases,
    TimeProvider time
)
{
    /// <exception cref="PaymentProviderException">No definite answer: order the same again.</exception>
    public async Task<RefundOutcome> RefundAsync(AccountId account, RefundOrder order, CancellationToken cancel)
    {
        if (
            !KeyPart.IsValid(order.PaymentId)
            || await store.FindPaymentAsync(account, order.PaymentId, cancel) is not { Record: { } payment }
        )
        {
            return new(BillingProblems.PaymentNotFound);
        }

        var place = new BillingIndex.Place(account, payment.Subject);

        for (var race = 0; race < PurchaseSync.MostRaces; race++)
        {
            if (await store.FindRefundAsync(account, order.Id, cancel) is { } stored)
            {
                return await MakeAsync(place, stored, order, cancel);
            }

            if (await PlanAsync(place, order, cancel) is { } problem)
            {
                return new(problem);
            }
        }

        throw new PaymentProviderException();
    }

    /// <summary>Writes the order down, unless the payment says no. A lost race leaves nothing: it is tried again.</summary>
    private async Task<Problem?> PlanAsync(BillingIndex.Place place, RefundOrder order, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var others = await store.RefundsAsync(place.Account, cancel);
        if (others.Any(other => RefundRules.IsUnanswered(other, order.PaymentId, now)))
        {
            return BillingProblems.RefundPending;
        }

        var result = await purchases.SyncAsync(place, asked: false, cancel);
        var seen = result?.Payments.FirstOrDefault(p => p.Id.Equals(order.PaymentId, StringComparison.Ordinal));
        if (seen is null)
        {
            return result?.Parked is null ? BillingProblems.PaymentNotFound : BillingProblems.Parked;
        }

        var (problem, amount) = RefundRules.Check(seen, order.Asked);
        if (problem is not null)
        {
            return problem;
        }

        var read = await store.FindPaymentAsync(place.Account, order.PaymentId, cancel);
        if (read is not null && read.Record == seen)
        {
            var record = new RefundRecord
            {
                Id = order.Id,
                PaymentId = order.PaymentId,
                AskedMinor = order.Asked?.Minor,
                Amount = amount,
                Reason = order.Reason,
                CreatedAt = now,
            };
            await store.AddRefundAsync(place.Account, record, read, cancel);
        }

        return null;
    }

    private async Task<RefundOutcome> MakeAsync(
        BillingIndex.Place place,
        Stored<RefundRecord> stored,
        RefundOrder order,
        CancellationToken cancel
    )
    {
        var record = stored.Record;
        if (!RefundRules.IsSame(record, order))
        {
            return new(IdempotencyHeader.Reused);
        }

        if (!record.IsRefused && record.ProviderId is null)
        {
            if (!RefundRules.MayAsk(record, time.GetUtcNow()))
            {
                return new(BillingProblems.RefundUnclear);
            }

            var id = await gateway.RefundAsync(record.PaymentId, record.Amount, record.Id, cancel);
            record = record with { ProviderId = id, IsRefused = id is null };
            // Lost to the same order sent twice: PayPal has given both one refund.
            await store.TryWriteAsync(BillingRows.ToRow(place.Account, record), stored.ETag, cancel);
        }

        if (record.IsRefused)
        {
            return new(BillingProblems.RefundRefused);
        }

        try
        {
            await booking.NoteAsync(place, null, record.PaymentId, record.ProviderId, null, cancel);
            await purchases.SyncAsync(place, asked: false, cancel);
        }
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            // The account is closing: its credits end with it.
        }
        catch (PaymentProviderException) when (stored.Record.ProviderId is not null)
        {
            // It was answered before. Its credits follow by the event, or by reconciliation.
        }

        return new(null, record);
    }
}
