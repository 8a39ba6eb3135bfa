using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Billing;

/// <param name="Record">Of a refund that was made.</param>
internal sealed record RefundOutcome(RefundEnd End, RefundRecord? Record = null);

/// <summary>
/// Gives money back that support orders. Credits are not touched here: the payment is compared with PayPal's as after an event,
/// so whichever of the two comes first takes them back, once.
/// </summary>
internal sealed class Refunds(
    IPaymentGateway gateway,
    BillingStore store,
    BillingIndex index,
    OrderSync orders,
    SubscriptionSync subscriptions,
    TimeProvider time
)
{
    private const int MostRaces = 8;

    /// <exception cref="PaymentProviderException">No definite answer: order the same again.</exception>
    public async Task<RefundOutcome> RefundAsync(
        AccountId account,
        RefundOrder order,
        CancellationToken cancellationToken
    )
    {
        if (
            !KeyPart.IsValid(order.PaymentId)
            || await index.FindAsync(order.PaymentId, cancellationToken) is not { } place
            || place.Account != account
        )
        {
            return new(RefundEnd.PaymentNotFound);
        }

        for (var race = 0; race < MostRaces; race++)
        {
            if (await store.FindRefundAsync(account, order.Id, cancellationToken) is { } stored)
            {
                return await MakeAsync(place, stored, order, cancellationToken);
            }

            var planned = await PlanAsync(place, order, cancellationToken);
            if (planned != RefundEnd.Refunded)
            {
                return new(planned);
            }
        }

        throw new PaymentProviderException();
    }

    /// <summary>Writes the order down, unless the payment says no. A lost race leaves nothing: it is tried again.</summary>
    private async Task<RefundEnd> PlanAsync(
        BillingIndex.Place place,
        RefundOrder order,
        CancellationToken cancellationToken
    )
    {
        var (payments, parked) = await SyncAsync(place, EventHints.None, cancellationToken);
        var seen = payments.FirstOrDefault(p => p.Id.Equals(order.PaymentId, StringComparison.Ordinal));
        if (seen is null)
        {
            return parked is null ? RefundEnd.PaymentNotFound : RefundEnd.Parked;
        }

        var (end, amount) = RefundRules.Check(seen, order.Asked);
        if (end != RefundEnd.Refunded)
        {
            return end;
        }

        var read = await store.FindPaymentAsync(place.Account, order.PaymentId, cancellationToken);
        if (read is not null && read.Record == seen)
        {
            var record = new RefundRecord
            {
                Id = order.Id,
                PaymentId = order.PaymentId,
                AskedMinor = order.Asked?.Minor,
                Amount = amount,
                Reason = order.Reason,
                CreatedAt = time.GetUtcNow(),
            };
            await store.AddRefundAsync(place.Account, record, read, cancellationToken);
        }

        return end;
    }

    private async Task<RefundOutcome> MakeAsync(
        BillingIndex.Place place,
        Stored<RefundRecord> stored,
        RefundOrder order,
        CancellationToken cancellationToken
    )
    {
        var record = stored.Record;
        if (!RefundRules.IsSame(record, order))
        {
            return new(RefundEnd.KeyReused);
        }

        if (!record.IsRefused && record.ProviderId is null)
        {
            if (!RefundRules.MayAsk(record, time.GetUtcNow()))
            {
                return new(RefundEnd.Unclear);
            }

            var id = await gateway.RefundAsync(record.PaymentId, record.Amount, record.Id, cancellationToken);
            record = record with { ProviderId = id, IsRefused = id is null };
            // Lost to the same order sent twice: PayPal has given both one refund.
            await store.TryWriteAsync(BillingRows.ToRow(place.Account, record), stored.ETag, cancellationToken);
        }

        if (record.IsRefused)
        {
            return new(RefundEnd.Refused);
        }

        try
        {
            await SyncAsync(place, new(record.PaymentId, record.ProviderId, null), cancellationToken);
        }
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            // The account is closing: its credits end with it.
        }
        catch (PaymentProviderException) when (stored.Record.ProviderId is not null)
        {
            // It was answered before. Its credits follow by the event, or by reconciliation.
        }

        return new(RefundEnd.Refunded, record);
    }

    private async Task<(IReadOnlyList<PaymentRecord> Payments, string? Parked)> SyncAsync(
        BillingIndex.Place place,
        EventHints hints,
        CancellationToken cancellationToken
    ) =>
        place.Subject.IsOrder
            ? Of(await orders.SyncAsync(place, hints, asked: false, cancellationToken))
            : Of(await subscriptions.SyncAsync(place, hints, cancellationToken));

    private static (IReadOnlyList<PaymentRecord> Payments, string? Parked) Of<T>(SyncResult<T>? result) =>
        (result?.Payments ?? [], result?.Parked);
}
