using System.Collections.Immutable;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing;

/// <summary>What an event names beside its subject. Only a hint where to look: what is there decides.</summary>
/// <param name="PaymentId">The only payment that the other two may be of; null: any.</param>
internal sealed record EventHints(string? PaymentId, string? RefundId, string? DisputeId)
{
    public static readonly EventHints None = new(null, null, null);

    /// <summary>No event told anything: look for what one might have told.</summary>
    public static readonly EventHints Thorough = None with { IsThorough = true };

    public bool IsThorough { get; init; }

    public EventHints For(string paymentId) =>
        PaymentId is null || PaymentId.Equals(paymentId, StringComparison.Ordinal) ? this : None;
}

/// <summary>Brings the ledger to what one payment asks for. Each move and the payment's row are one transaction.</summary>
internal sealed class PaymentBooking(
    IPaymentGateway gateway,
    AccountLedger ledger,
    BillingStore store,
    BillingIndex index,
    Catalogue catalogue
)
{
    /// <summary>Grant, claw back, reinstate, and races lost to others at it.</summary>
    private const int MostMoves = 12;

    private const int MostIds = 40;

    /// <param name="customerId">The payer's id at the provider.</param>
    public async Task<PaymentRecord> BookAsync(
        BillingIndex.Place place,
        IReadOnlyList<Terms> agreed,
        PaymentState state,
        string? customerId,
        EventHints hints,
        CancellationToken cancellationToken
    )
    {
        var isOurs = await index.ClaimAsync(state.Id, place, cancellationToken);
        var terms = CatalogueRules.OfPayment(agreed, catalogue.Plans, state.Amount);
        var searched = await SearchedAsync(place.Subject, state, hints, cancellationToken);
        for (var move = 0; move < MostMoves; move++)
        {
            var stored = await store.FindPaymentAsync(place.Account, state.Id, cancellationToken);
            var record = stored?.Record ?? New(place.Subject, agreed[0], state);
            record = record with { CustomerId = customerId ?? record.CustomerId };
            if (!isOurs || record.Subject != place.Subject)
            {
                // Never booked twice: the first subject keeps it, and nothing of it is written here.
                return record with { Parked = PaymentRules.UsedTwice };
            }

            var (known, full) = await CompleteAsync(record, state, searched, hints.For(state.Id), cancellationToken);
            var decision = PaymentRules.Decide(terms, known, full);
            if (decision.Next == stored?.Record)
            {
                return decision.Next;
            }

            await MakeAsync(place.Account, decision, stored?.ETag ?? default, cancellationToken);
        }

        throw new LedgerUnavailableException(null);
    }

    private static PaymentRecord New(BillingSubject subject, Terms agreed, PaymentState state) =>
        new()
        {
            Id = state.Id,
            Subject = subject,
            Plan = agreed.Plan,
            Amount = state.Amount,
            Status = state.Status,
            PaidAt = state.At,
        };

    /// <summary>A lost race leaves everything as it is: what is read next decides again.</summary>
    private async Task MakeAsync(
        AccountId account,
        PaymentDecision decision,
        Azure.ETag read,
        CancellationToken cancellationToken
    )
    {
        var row = BillingStore.Passenger(BillingRows.ToRow(account, decision.Next), read);
        Task made = decision.Move switch
        {
            LedgerMove.Grant move => ledger.GrantAsync(account, Of(decision.Next, move), _ => [row], cancellationToken),
            LedgerMove.Clawback move => ledger.ClawbackAsync(
                account,
                Of(decision.Next, move),
                _ => [row],
                cancellationToken
            ),
            LedgerMove.Reinstate move => ledger.ReinstateAsync(
                account,
                Of(decision.Next, move),
                _ => [row],
                cancellationToken
            ),
            _ => store.TryWriteAsync(BillingRows.ToRow(account, decision.Next), read, cancellationToken),
        };
        try
        {
            await made;
        }
        catch (PassengerConflictException)
        {
            // The row is newer than what was decided on.
        }
    }

    private static Grant Of(PaymentRecord payment, LedgerMove.Grant move) =>
        new()
        {
            Id = LotOf(payment),
            Origin = OriginOf(payment),
            Amount = new(move.Credits),
            Expires = move.Expires,
            Reference = payment.Id,
        };

    private static Clawback Of(PaymentRecord payment, LedgerMove.Clawback move) =>
        new()
        {
            Id = MoveOf(payment),
            LotId = LotOf(payment),
            Amount = new(move.Credits),
            Reference = payment.Id,
        };

    private static Reinstatement Of(PaymentRecord payment, LedgerMove.Reinstate move) =>
        new()
        {
            Id = MoveOf(payment),
            LotId = LotOf(payment),
            Amount = new(move.Credits),
            Origin = OriginOf(payment),
            Expires = payment.Expires,
            Reference = payment.Id,
        };

    /// <summary>Of the id at PayPal: whatever leads to it, it is granted once.</summary>
    private static string LotOf(PaymentRecord payment) => $"paypal.{payment.Id}";

    private static string MoveOf(PaymentRecord payment) => string.Create(null, $"{LotOf(payment)}-{payment.Moves}");

    private static CreditOrigin OriginOf(PaymentRecord payment) =>
        payment.Subject.IsOrder ? CreditOrigin.Purchase : CreditOrigin.Subscription;

    /// <summary>The payment with every refund and dispute that is known of it, each as it is now.</summary>
    private async Task<(PaymentRecord, PaymentState)> CompleteAsync(
        PaymentRecord record,
        PaymentState state,
        IReadOnlyList<string> searched,
        EventHints hints,
        CancellationToken cancellationToken
    )
    {
        var refunds = state.Refunds.ToBuilder();
        var told = Known(record.RefundIds, hints.RefundId).Union(searched, StringComparer.Ordinal);
        foreach (var id in told.Except(state.Refunds.Select(r => r.Id), StringComparer.Ordinal))
        {
            if (
                await gateway.FindRefundAsync(id, cancellationToken) is { } refund
                && refund.PaymentId.Equals(state.Id, StringComparison.Ordinal)
            )
            {
                refunds.Add(refund);
            }
        }

        var found = hints.IsThorough ? await gateway.DisputesOfAsync(state.Id, cancellationToken) : [];
        var disputes = ImmutableArray.CreateBuilder<DisputeState>();
        foreach (var id in Known(record.DisputeIds, hints.DisputeId).Union(found, StringComparer.Ordinal))
        {
            if (
                await gateway.FindDisputeAsync(id, cancellationToken) is { } dispute
                && dispute.PaymentIds.Contains(state.Id, StringComparer.Ordinal)
            )
            {
                disputes.Add(dispute);
            }
        }

        var known = record with
        {
            RefundIds = Ids(refunds.Select(r => r.Id)),
            DisputeIds = Ids(disputes.Select(d => d.Id)),
        };
        return (known, state with { Refunds = refunds.ToImmutable(), Disputes = disputes.ToImmutable() });
    }

    /// <summary>Also when some are known: which part went back, a sale does not tell.</summary>
    private async Task<IReadOnlyList<string>> SearchedAsync(
        BillingSubject subject,
        PaymentState state,
        EventHints hints,
        CancellationToken cancellationToken
    ) =>
        hints.IsThorough && !subject.IsOrder && state.Status == PaymentStatus.PartiallyRefunded
            ? await gateway.SearchRefundsAsync(state.Id, subject.Id, state.At, cancellationToken)
            : [];

    private static IEnumerable<string> Known(string ids, string? hint) =>
        ids.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Concat(hint is null ? [] : [hint])
            .Distinct(StringComparer.Ordinal)
            .Take(MostIds);

    private static string Ids(IEnumerable<string> ids) => string.Join(',', ids.Order(StringComparer.Ordinal));
}
