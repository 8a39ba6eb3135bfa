namespace AiPromptGen.Billing;

/// <summary>
/// Grants credits for one payment, or takes them back, until the ledger agrees with what PayPal says of the payment. Each move of
/// credits is one transaction with the payment's row, and is made only if that row is still as it was before PayPal was asked. So an
/// older answer of PayPal's never undoes what was booked since.
/// </summary>
internal sealed class PaymentBooking(
    IPaymentGateway gateway,
    AccountLedger ledger,
    BillingStore store,
    TimeProvider time
)
{
    /// <summary>
    /// Rounds of deciding and writing: the payment is written down, its credits are granted, some are taken back, and the last round
    /// finds nothing left to do.
    /// </summary>
    private const int MaxMoves = 4;

    /// <summary>
    /// Writes the refund or dispute that an event names to the payment's row, so that the next comparison with PayPal includes it.
    /// </summary>
    /// <param name="found">The payment as PayPal has it, if it was read; a payment that has no row yet is then not read again.</param>
    public async Task NoteAsync(
        BillingIndex.Place place,
        FoundPayment? found,
        string paymentId,
        string? refundId,
        string? disputeId,
        CancellationToken cancel
    )
    {
        for (var race = 0; race < PurchaseSync.MaxRaces; race++)
        {
            var stored = await store.FindPaymentAsync(place.Account, paymentId, cancel);
            if (stored is null && found is null)
            {
                found = await gateway.FindPaymentAsync(paymentId, cancel);
            }

            var purchase = stored is null ? await store.FindAsync(place.Account, place.Subject, cancel) : null;
            if (stored is null && purchase is null)
            {
                // The account was erased, so there is nothing to compare with PayPal either.
                return;
            }

            var record = stored?.Record ?? New(place.Subject, found?.State ?? throw new PaymentProviderException());
            var noted = record with
            {
                RefundIds = With(record.RefundIds, refundId),
                DisputeIds = With(record.DisputeIds, disputeId),
            };
            if (noted == stored?.Record || await TryWriteAsync(BuyerOf(place, purchase?.Record), noted, stored, cancel))
            {
                return;
            }
        }

        throw new PaymentProviderException();
    }

    /// <param name="sold">What the payment bought; null when it paid for nothing that we sold.</param>
    /// <param name="stored">The payment's row as it was before PayPal was asked; null when there was none.</param>
    /// <returns>The payment as it is now; null when its row was written meanwhile, so that the caller has to read everything again.</returns>
    public async Task<PaymentRecord?> BookAsync(
        BillingIndex.Place place,
        PurchaseRecord purchase,
        Sold? sold,
        PaymentState state,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        var first = stored?.Record ?? New(place.Subject, state);
        if (stored is null && await store.FindPaymentAsync(place.Account, state.Id, cancel) is { } other)
        {
            // Somebody else has booked it meanwhile. If that was for another order or subscription, it stays there, so that one
            // payment never brings credits twice.
            return other.Record.Subject == place.Subject ? null : first with { Parked = PaymentRules.UsedTwice };
        }

        var (known, full, trouble) = await CompleteAsync(first, state, cancel);
        var record = known with
        {
            CustomerId = purchase.CustomerId ?? known.CustomerId,
            ItemId = known.ItemId.Length == 0 ? PurchaseRules.Agreed(purchase)[0].ItemId : known.ItemId,
        };
        for (var move = 0; move < MaxMoves; move++)
        {
            var unused =
                record.Expires is not null && PaymentRules.Gone(full) > 0
                    ? await ledger.UnusedAsync(place.Account, PaymentRules.LotOf(record), cancel)
                    : 0;
            var decision = PaymentRules.Decide(sold, record, full, unused, time.GetUtcNow());
            decision = decision with { Next = decision.Next with { Parked = trouble ?? decision.Next.Parked } };
            if (decision.Next == stored?.Record)
            {
                return decision.Next;
            }

            if (!await MakeAsync(BuyerOf(place, purchase), decision, stored, cancel))
            {
                return null;
            }

            stored = await store.FindPaymentAsync(place.Account, state.Id, cancel);
            if (stored?.Record != decision.Next)
            {
                return null;
            }

            record = stored.Record;
        }

        throw new LedgerUnavailableException(null);
    }

    private static PaymentRecord New(BillingSubject subject, PaymentState state) =>
        new()
        {
            Id = state.Id,
            Subject = subject,
            ItemId = "",
            Amount = state.Amount,
            Status = state.Status,
            PaidAt = state.At,
        };

    private static AccountRef BuyerOf(BillingIndex.Place place, PurchaseRecord? purchase) =>
        new(place.Account, purchase?.AccountOpenedAt);

    private async Task<bool> TryWriteAsync(
        AccountRef account,
        PaymentRecord next,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        var row = BillingRows.ToRow(account.Id, next);
        if (stored is not null)
        {
            return await store.TryWriteAsync(row, stored.ETag, cancel);
        }

        // A new row is added by the ledger, because the ledger adds none to an account that was erased meanwhile.
        await ledger.AddRowAsync(account, row, cancel);
        return (await store.FindPaymentAsync(account.Id, next.Id, cancel))?.Record == next;
    }

    /// <returns>False when the row has changed since it was read, so that the decision no longer counts.</returns>
    private async Task<bool> MakeAsync(
        AccountRef account,
        PaymentResult decision,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        if (decision.Move is null)
        {
            return await TryWriteAsync(account, decision.Next, stored, cancel);
        }

        var row = BillingStore.ToAction(BillingRows.ToRow(account.Id, decision.Next), stored?.ETag ?? default);
        try
        {
            await ledger.MoveAsync(account, decision.Move, row, cancel);
            return true;
        }
        catch (OtherRowConflictException)
        {
            return false;
        }
    }

    /// <summary>The payment with every known refund and dispute, each as PayPal has it now.</summary>
    /// <returns>With the reason why a person has to look, when a refund or dispute cannot be read; null when all were read.</returns>
    private async Task<(PaymentRecord Record, PaymentState State, string? Trouble)> CompleteAsync(
        PaymentRecord record,
        PaymentState state,
        CancellationToken cancel
    )
    {
        string? trouble = null;
        var listed = state.Refunds.Select(r => r.Id).ToList();
        var (refunds, refundIds) = (state.Refunds.ToList(), listed.ToList());
        foreach (var id in Ids(record.RefundIds).Except(listed, StringComparer.Ordinal))
        {
            var refund = await gateway.FindRefundAsync(id, cancel);
            trouble = refund is null ? PaymentRules.RefundNotSeen : trouble;
            if (refund is null || refund.PaymentId.Equals(state.Id, StringComparison.Ordinal))
            {
                refundIds.Add(id);
                refunds.AddRange(refund is null ? [] : [refund]);
            }
        }

        var (disputes, disputeIds) = (new List<DisputeState>(), new List<string>());
        // Keys without the permission to read disputes know only of disputes that an event named. A check at the start of the
        // app tells the owner of such keys.
        var known = await gateway.DisputesOfAsync(record.Id, cancel) ?? [];
        foreach (var id in Ids(record.DisputeIds).Union(known, StringComparer.Ordinal))
        {
            var (dispute, fault) = await FindDisputeAsync(id, state, cancel);
            trouble = fault ?? trouble;
            var about = dispute?.About(state.Id);
            if (dispute is null || about is not null)
            {
                disputeIds.Add(id);
                disputes.AddRange(about is null ? [] : [about]);
            }
        }

        record = record with { RefundIds = Joined(refundIds), DisputeIds = Joined(disputeIds) };
        return (record, state with { Refunds = [.. refunds], Disputes = [.. disputes] }, trouble);
    }

    private async Task<(DisputeState? Dispute, string? Trouble)> FindDisputeAsync(
        string id,
        PaymentState state,
        CancellationToken cancel
    )
    {
        try
        {
            var found = await gateway.FindDisputeAsync(id, cancel);
            return (found, found is null ? PaymentRules.DisputeNotSeen : null);
        }
        catch (NotPermittedException)
        {
            // Our keys may not read the dispute, so it is taken for an open one about the whole payment.
            var all = new DisputeState(id, [], null, DisputeStatus.Open, state.Amount, state.At);
            return (all, PaymentRules.DisputeUnreadable);
        }
    }

    private static string[] Ids(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string With(string ids, string? id) => id is null ? ids : Joined(Ids(ids).Append(id));

    private static string Joined(IEnumerable<string> ids) =>
        string.Join(',', ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
