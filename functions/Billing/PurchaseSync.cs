namespace AiPromptGen.Billing;

/// <param name="Payments">All known payments of the order or subscription.</param>
/// <param name="Parked">Why a person has to look at it; null when all is as it should be.</param>
internal sealed record SyncResult(PurchaseRecord Record, IReadOnlyList<PaymentRecord> Payments, string? Parked);

/// <summary>
/// Brings one order or subscription to the state that PayPal has now: an approved order is captured, and every payment is booked.
/// Credits follow payments alone: an active subscription that owes gets none, and a canceled one keeps what it paid for. It makes no
/// difference who calls, or why.
/// </summary>
internal sealed class PurchaseSync(
    IPaymentGateway gateway,
    BillingStore store,
    AccountLedger ledger,
    PaymentBooking booking,
    ShopCatalog catalog,
    TimeProvider time
)
{
    /// <summary>How often a call reads and decides again when a row that it has read was changed meanwhile.</summary>
    public const int MaxRaces = 16;

    /// <summary>PayPal refused to refund a payment of a subscription that nobody may be billed by.</summary>
    public const string RefundRefused = "refund-refused";

    /// <summary>How far PayPal's clock may be behind ours, so that no payment is left out of a list.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    /// <param name="asked">Whether the buyer asks for the capture now, by coming back to the site.</param>
    /// <returns>Null when the account has no such order or subscription.</returns>
    /// <exception cref="Platform.Http.ProblemException">409: the account is being erased.</exception>
    public async Task<SyncResult?> SyncAsync(BillingIndex.Place place, bool asked, CancellationToken cancel)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            if (await store.FindAsync(place.Account, place.Subject, cancel) is not { } stored)
            {
                return null;
            }

            // The payments are read before PayPal is asked, so that the write below fails if another call books one of them meanwhile.
            var known = await store.PaymentsAsync(place.Account, place.Subject, cancel);
            if (await TrySyncAsync(place, stored, known, asked, cancel) is { } result)
            {
                return result;
            }
        }

        throw new PaymentProviderException();
    }

    private async Task<SyncResult?> TrySyncAsync(
        BillingIndex.Place place,
        Stored<PurchaseRecord> stored,
        IReadOnlyList<Stored<PaymentRecord>> known,
        bool asked,
        CancellationToken cancel
    )
    {
        var record = stored.Record;
        var state = await FindAsync(record, cancel);
        var seen = Seen(record, state);
        if (PurchaseRules.MayCapture(seen, state, asked))
        {
            (record, state) = await CaptureAsync(place, (OrderRecord)record, state!, cancel);
            seen = Seen(record, state);
        }

        // That a subscription has become active is written before anything else is done. When two become active at once, each then sees the
        // other, and only one of them stays.
        if (seen is SubscriptionRecord { IsBilled: true } alive && record is SubscriptionRecord { IsBilled: false })
        {
            await store.TryWriteAsync(BillingRows.ToRow(place.Account, alive), stored.ETag, cancel);
            return null;
        }

        if (await IsUnwantedAsync(place, seen, cancel))
        {
            await gateway.CancelSubscriptionAsync(seen.ProviderId!, cancel);
            state = await FindAsync(seen, cancel);
            seen = Seen((SubscriptionRecord)seen with { IsGivenUp = true }, state);
        }

        if (await BookAsync(place, seen, state, known, cancel) is not { } payments)
        {
            return null;
        }

        var isWritten =
            seen == stored.Record
            || await store.TryWriteAsync(BillingRows.ToRow(place.Account, seen), stored.ETag, cancel);
        var parked = seen.Parked ?? payments.Select(p => p.Parked).FirstOrDefault(p => p is not null);
        return isWritten ? new(seen, payments, parked) : null;
    }

    /// <returns>Null when another call has written a payment's row meanwhile.</returns>
    private async Task<IReadOnlyList<PaymentRecord>?> BookAsync(
        BillingIndex.Place place,
        PurchaseRecord seen,
        PurchaseState? state,
        IReadOnlyList<Stored<PaymentRecord>> known,
        CancellationToken cancel
    )
    {
        var payments = new List<PaymentRecord>();
        // Payments of an order that is not ours are not booked.
        var isForeign = PurchaseRules.NotOurs.Equals(seen.Parked, StringComparison.Ordinal);
        var states = isForeign || state is null ? [] : state.Payments.ToList();
        // PayPal's lists are minutes behind, so a payment that an event has named is read by its own id.
        var unlisted = known.ExceptBy(states.Select(p => p.Id), p => p.Record.Id, StringComparer.Ordinal).ToList();
        foreach (var one in unlisted.Select(p => p.Record))
        {
            var found = isForeign ? null : await gateway.FindPaymentAsync(one.Id, cancel);
            states.AddRange(found is null ? [] : [found.State]);
            payments.AddRange(found is null ? [one] : []);
        }

        foreach (var payment in states)
        {
            var stored = known.FirstOrDefault(p => p.Record.Id.Equals(payment.Id, StringComparison.Ordinal));
            if (await BookAsync(place, seen, state, payment, stored, cancel) is not { } booked)
            {
                return null;
            }

            payments.Add(booked);
        }

        return payments;
    }

    private async Task<PaymentRecord?> BookAsync(
        BillingIndex.Place place,
        PurchaseRecord seen,
        PurchaseState? state,
        PaymentState payment,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        if (seen is not SubscriptionRecord { IsGivenUp: true })
        {
            var sold = stored is { Record.Credits: > 0 } ? null : await SoldAsync(seen, state, payment, cancel);
            return await booking.BookAsync(place, seen, sold, payment, stored, cancel);
        }

        // Nobody may be billed by this subscription, so its payments are refunded and bring no credits. The request id makes a
        // repeated refund the same one.
        var isRefused =
            IsLeft(payment.Status)
            && await gateway.RefundAsync(payment.Id, null, $"given-up.{payment.Id}", cancel) is null;
        payment = (await gateway.FindPaymentAsync(payment.Id, cancel))?.State ?? payment;
        var nothing = new Sold(PurchaseRules.Agreed(seen)[0].ItemId, 0, null);
        var booked = await booking.BookAsync(place, seen, nothing, payment, stored, cancel);
        return isRefused && booked is not null ? booked with { Parked = RefundRefused } : booked;
    }

    private async Task<Sold?> SoldAsync(
        PurchaseRecord seen,
        PurchaseState? state,
        PaymentState payment,
        CancellationToken cancel
    )
    {
        var (agreed, paid) = (PurchaseRules.Agreed(seen, payment), payment.Amount);
        // The amount is not that of one agreed period, so PayPal's plan has to say what else it bills.
        var pricing =
            agreed[0].Price != paid && state is SubscriptionState { PlanId: { Length: > 0 } planId }
                ? await gateway.FindPlanAsync(planId, cancel)
                : null;
        // A set-up fee comes with the first payment only.
        var isFirst = state?.Payments.All(other => other.At >= payment.At) is true;
        pricing = isFirst || pricing is null ? pricing : pricing with { SetupFee = null };
        return ShopCatalogRules.OfPayment(agreed, pricing, paid);
    }

    private async Task<(OrderRecord Record, PurchaseState? State)> CaptureAsync(
        BillingIndex.Place place,
        OrderRecord order,
        PurchaseState state,
        CancellationToken cancel
    )
    {
        // Checked before PayPal takes the money, because an account that is being erased, or was, could not get credits for it.
        var buyer = new AccountRef(place.Account, order.AccountOpenedAt);
        if (await ledger.ReadAsync(buyer.Id, cancel) is not { } account || AccountClosing.IsOver(account, buyer))
        {
            throw AccountClosing.Problem.ToException();
        }

        // The request id stays the same until a capture is declined for certain, so that a capture whose answer was lost is not
        // made twice.
        var requestId = string.Create(null, $"{order.Id}-{order.Declines}");
        var answer = await gateway.CaptureOrderAsync(state.ProviderId, requestId, cancel);
        var declines = order.Declines + (answer == OrderCaptureStatus.Declined ? 1 : 0);
        return (order with { Declines = declines }, await FindAsync(order, cancel));
    }

    private async Task<bool> IsUnwantedAsync(BillingIndex.Place place, PurchaseRecord seen, CancellationToken cancel) =>
        seen is SubscriptionRecord { IsBilled: true } subscription
        && (
            subscription.IsGivenUp
            || PurchaseRules.IsSecond(subscription, await store.SubscriptionsAsync(place.Account, cancel))
        );

    public static bool IsLeft(PaymentStatus status) =>
        status is PaymentStatus.Completed or PaymentStatus.PartiallyRefunded;

    private PurchaseRecord Seen(PurchaseRecord record, PurchaseState? state)
    {
        var plan = state is SubscriptionState { PlanId: var id } ? catalog.TermsAt(id) : null;
        return PurchaseRules.Seen(record, state, plan, time.GetUtcNow());
    }

    private Task<PurchaseState?> FindAsync(PurchaseRecord record, CancellationToken cancel) =>
        gateway.FindAsync(record.Subject, record.ProviderId, record.CreatedAt - Skew, cancel);
}
