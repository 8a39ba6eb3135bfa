namespace AiPromptGen.Billing;

/// <param name="Problem">Why no refund was made; null when one was.</param>
/// <param name="Record">The refund that was made; null when none was.</param>
internal sealed record RefundResult(Problem? Problem, RefundRecord? Record = null);

/// <summary>
/// Makes the refunds that support orders. It does not take credits back itself: afterwards the payment is compared with PayPal's state, as
/// it is after PayPal's event, and whichever of the two comes first takes the credits back, once.
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
    public async Task<RefundResult> RefundAsync(AccountId account, RefundOrder order, CancellationToken cancel)
    {
        if (
            !KeyPart.IsValid(order.PaymentId)
            || await store.FindPaymentAsync(account, order.PaymentId, cancel) is not { Record: { } payment }
        )
        {
            return new(BillingProblems.PaymentNotFound);
        }

        var place = new BillingIndex.Place(account, payment.Subject);

        for (var race = 0; race < PurchaseSync.MaxRaces; race++)
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

    /// <summary>
    /// Stores the order of the refund, unless the payment's state does not allow it. After a lost race nothing is stored, and the caller
    /// tries again.
    /// </summary>
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
            // Written only while the payment's row is as it was read, so that nothing is written for an account that was erased meanwhile.
            List<TableTransactionAction> rows =
            [
                BillingStore.ToAction(BillingRows.ToRow(place.Account, record), default),
                BillingStore.ToAction(BillingRows.ToRow(place.Account, seen), read.ETag),
            ];
            await store.TrySubmitAsync(rows, cancel);
        }

        return null;
    }

    private async Task<RefundResult> MakeAsync(
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
            // The write fails when the same order was sent twice; PayPal has then made one refund for both.
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
            // The account is closing, and its credits are deleted with it.
        }
        catch (PaymentProviderException) when (stored.Record.ProviderId is not null)
        {
            // An earlier call got the answer about this refund. PayPal's event or reconciliation will take the credits back.
        }

        return new(null, record);
    }
}

/// <param name="Id">Made from the caller's key and the account, so that it is the same for every repetition.</param>
/// <param name="Asked">The amount to refund; null for all that is left of the payment.</param>
/// <param name="Reason">One of a fixed set of words.</param>
internal sealed record RefundOrder(string Id, string PaymentId, Money? Asked, string Reason);

/// <summary>Decides whether support may refund a payment, and how much of it.</summary>
internal static class RefundRules
{
    /// <summary>
    /// How long a refund without an answer may be asked for again. PayPal remembers request ids of payments for 45 days; after that the
    /// same id would make a second refund.
    /// </summary>
    public static readonly TimeSpan RequestMemory = TimeSpan.FromDays(40);

    /// <returns>Why the refund may not be made, or null, and the amount that it would have.</returns>
    public static (Problem? Problem, Money Amount) Check(PaymentRecord payment, Money? asked)
    {
        var rest = payment.Amount with { Minor = Math.Max(0, payment.Amount.Minor - payment.Refunded) };
        var amount = asked ?? rest;
        var problem =
            payment.Parked is not null ? BillingProblems.Parked
            : payment.Status is PaymentStatus.Pending or PaymentStatus.Denied ? BillingProblems.NotPaid
            : payment.Dispute is DisputeStatus.Open or DisputeStatus.Lost ? BillingProblems.Disputed
            : !amount.Currency.Equals(rest.Currency, StringComparison.Ordinal) ? BillingProblems.AmountInvalid
            : rest.Minor == 0 || amount.Minor > rest.Minor ? BillingProblems.RefundTooMuch
            : null;
        return (problem, amount);
    }

    public static bool IsSame(RefundRecord record, RefundOrder order) =>
        record.PaymentId.Equals(order.PaymentId, StringComparison.Ordinal)
        && record.AskedMinor == order.Asked?.Minor
        && (order.Asked is not { } asked || record.Amount == asked)
        && record.Reason.Equals(order.Reason, StringComparison.Ordinal);

    public static bool IsUnanswered(RefundRecord record, string paymentId, DateTimeOffset now) =>
        record is { IsRefused: false, ProviderId: null }
        && record.PaymentId.Equals(paymentId, StringComparison.Ordinal)
        && MayAsk(record, now);

    public static bool MayAsk(RefundRecord record, DateTimeOffset now) => now - record.CreatedAt < RequestMemory;
}
