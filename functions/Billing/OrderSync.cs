using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing;

/// <param name="Parked">Why a person has to look; null: all is as it should be.</param>
internal sealed record SyncResult<T>(T Record, IReadOnlyList<PaymentRecord> Payments)
{
    public string? Parked { get; init; }

    /// <summary>Something may still come of it by itself.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>Brings an order to what PayPal says it is now: captured if it is approved, its captures booked.</summary>
internal sealed class OrderSync(IPaymentGateway gateway, BillingStore store, PaymentBooking booking, TimeProvider time)
{
    private const int MostRaces = 8;

    /// <param name="asked">The buyer wants it captured now.</param>
    /// <returns>Null when the account has no such order.</returns>
    public async Task<SyncResult<OrderRecord>?> SyncAsync(
        BillingIndex.Place place,
        EventHints hints,
        bool asked,
        CancellationToken cancellationToken
    )
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (await store.FindOrderAsync(place.Account, place.Subject.Id, cancellationToken) is not { } stored)
            {
                return null;
            }

            if (await TrySyncAsync(place, stored, hints, asked, cancellationToken) is { } result)
            {
                return result;
            }
        }

        throw new PaymentProviderException();
    }

    private async Task<SyncResult<OrderRecord>?> TrySyncAsync(
        BillingIndex.Place place,
        Stored<OrderRecord> stored,
        EventHints hints,
        bool asked,
        CancellationToken cancellationToken
    )
    {
        var record = stored.Record;
        var state = await FindAsync(record, cancellationToken);
        var seen = OrderRules.Seen(record, state, time.GetUtcNow());
        if (state is not null && OrderRules.MayCapture(seen, state, asked))
        {
            // The same request id until there is a definite decline: a capture whose answer was lost is not made twice.
            var requestId = string.Create(null, $"{record.Id}-{record.Declines}");
            var answer = await gateway.CaptureOrderAsync(state.ProviderId, requestId, cancellationToken);
            state = await FindAsync(record, cancellationToken);
            record = record with { Declines = record.Declines + (answer == CaptureAnswer.Declined ? 1 : 0) };
            seen = OrderRules.Seen(record, state, time.GetUtcNow());
        }

        var payments = new List<PaymentRecord>();
        // What is not ours is not booked.
        foreach (var capture in seen.Parked is null && state is not null ? state.Captures : [])
        {
            payments.Add(
                await booking.BookAsync(place, [seen.Terms], capture, seen.CustomerId, hints, cancellationToken)
            );
        }

        var written =
            seen == stored.Record
            || await store.TryWriteAsync(BillingRows.ToRow(place.Account, seen), stored.ETag, cancellationToken);
        return written
            ? new(seen, payments)
            {
                Parked = seen.Parked ?? payments.Select(p => p.Parked).FirstOrDefault(p => p is not null),
                IsOpen = seen.Status is OrderStatus.Created or OrderStatus.Approved or OrderStatus.Pending,
            }
            : null;
    }

    private async Task<OrderState?> FindAsync(OrderRecord record, CancellationToken cancellationToken) =>
        record.ProviderId is { } id ? await gateway.FindOrderAsync(id, cancellationToken) : null;
}
