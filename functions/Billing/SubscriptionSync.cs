using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Billing;

/// <summary>
/// Brings a subscription to what PayPal says it is now. Credits follow its payments and nothing else: an active one that owes
/// gets none, and one that was cancelled keeps what it paid for.
/// </summary>
internal sealed class SubscriptionSync(
    IPaymentGateway gateway,
    BillingStore store,
    PaymentBooking booking,
    Catalogue catalogue
)
{
    private const int MostRaces = 8;

    /// <summary>PayPal's clock may be behind ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    /// <returns>Null when the account has no such subscription.</returns>
    public async Task<SyncResult<SubscriptionRecord>?> SyncAsync(
        BillingIndex.Place place,
        EventHints hints,
        CancellationToken cancellationToken
    )
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (await store.FindSubscriptionAsync(place.Account, place.Subject.Id, cancellationToken) is not { } stored)
            {
                return null;
            }

            if (await TrySyncAsync(place, stored, hints, cancellationToken) is { } result)
            {
                return result;
            }
        }

        throw new PaymentProviderException();
    }

    private async Task<SyncResult<SubscriptionRecord>?> TrySyncAsync(
        BillingIndex.Place place,
        Stored<SubscriptionRecord> stored,
        EventHints hints,
        CancellationToken cancellationToken
    )
    {
        var record = stored.Record;
        if (record.ProviderId is not { } id)
        {
            return new(record, []);
        }

        var state = await gateway.FindSubscriptionAsync(id, record.CreatedAt - Skew, cancellationToken);
        if (state is null)
        {
            return new(record, []);
        }

        var seen = OrderRules.Seen(record, state, catalogue.PlanOf(state.PlanId));
        var agreed = PlanChangeRules.Agreed(seen);
        var payments = new List<PaymentRecord>();
        foreach (var sale in OrderRules.NotOurs.Equals(seen.Parked, StringComparison.Ordinal) ? [] : state.Sales)
        {
            payments.Add(await booking.BookAsync(place, agreed, sale, seen.CustomerId, hints, cancellationToken));
        }

        var written =
            seen == record
            || await store.TryWriteAsync(BillingRows.ToRow(place.Account, seen), stored.ETag, cancellationToken);
        return written
            ? new(seen, payments)
            {
                Parked = seen.Parked ?? payments.Select(p => p.Parked).FirstOrDefault(p => p is not null),
                IsOpen = seen.Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended,
            }
            : null;
    }
}
