namespace AiPromptGen.Billing;

/// <summary>
/// Brings the ledger to what one payment asks for. Each move and the payment's row are one transaction, on condition that the
/// row is as it was read before PayPal was asked: what PayPal said earlier never undoes what somebody booked since.
/// </summary>
internal sealed class PaymentBooking(
    IPaymentGateway gateway,
    AccountLedger ledger,
    BillingStore store,
    TimeProvider time
)
{
    /// <summary>Write it down, grant, claw back.</summary>
    private const int MaxMoves = 4;

    /// <summary>Writes down what an event names beside its payment, so that whoever compares the payment finds it.</summary>
    /// <param name="found">The payment as PayPal has it; needed for one that was never seen.</param>
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

            var record = stored?.Record ?? New(place.Subject, found?.State ?? throw new PaymentProviderException());
            var noted = record with
            {
                RefundIds = With(record.RefundIds, refundId),
                DisputeIds = With(record.DisputeIds, disputeId),
            };
            if (noted == stored?.Record || await TryWriteAsync(place.Account, noted, stored, cancel))
            {
                return;
            }
        }

        throw new PaymentProviderException();
    }

    /// <param name="stored">Read before PayPal was asked; null when the payment was never seen.</param>
    /// <returns>Null when somebody else was faster: read everything again.</returns>
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
            // Booked in this moment by somebody else; or under another subject, which keeps it: never twice.
            return other.Record.Subject == place.Subject ? null : first with { Parked = PaymentRules.UsedTwice };
        }

        var (known, full, trouble) = await CompleteAsync(first, state, cancel);
        var record = known with
        {
            CustomerId = purchase.CustomerId ?? known.CustomerId,
            Plan = known.Plan.Length == 0 ? PurchaseRules.Agreed(purchase)[0].ItemId : known.Plan,
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

            if (!await MakeAsync(place.Account, decision, stored, cancel))
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
            Plan = "",
            Amount = state.Amount,
            Status = state.Status,
            PaidAt = state.At,
        };

    private async Task<bool> TryWriteAsync(
        AccountId account,
        PaymentRecord next,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        var row = BillingRows.ToRow(account, next);
        if (stored is not null)
        {
            return await store.TryWriteAsync(row, stored.ETag, cancel);
        }

        // No row of an account that was erased in this moment.
        await ledger.AddRowAsync(row, cancel);
        return (await store.FindPaymentAsync(account, next.Id, cancel))?.Record == next;
    }

    /// <returns>False when the row is newer than what was decided on.</returns>
    private async Task<bool> MakeAsync(
        AccountId account,
        PaymentResult decision,
        Stored<PaymentRecord>? stored,
        CancellationToken cancel
    )
    {
        if (decision.Move is null)
        {
            return await TryWriteAsync(account, decision.Next, stored, cancel);
        }

        var row = BillingStore.ToAction(BillingRows.ToRow(account, decision.Next), stored?.ETag ?? default);
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

    /// <summary>The payment with every refund and dispute that is known of it, each as it is now.</summary>
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
        // Keys that may not read disputes know only of those that an event named; a start-up check tells of such keys.
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
            var all = new DisputeState(id, [], null, DisputeStatus.Open, state.Amount, state.At);
            return (all, PaymentRules.DisputeUnreadable);
        }
    }

    private static string[] Ids(string ids) => ids.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string With(string ids, string? id) => id is null ? ids : Joined(Ids(ids).Append(id));

    private static string Joined(IEnumerable<string> ids) =>
        string.Join(',', ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
