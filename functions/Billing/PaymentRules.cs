using System.Collections.Immutable;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Billing;

/// <summary>The next change of the ledger that a payment asks for.</summary>
internal abstract record LedgerMove
{
    private LedgerMove() { }

    public sealed record Grant(long Credits, DateTimeOffset? Expires) : LedgerMove;

    public sealed record Clawback(long Credits) : LedgerMove;

    public sealed record Reinstate(long Credits) : LedgerMove;
}

/// <param name="Next">The record after the move.</param>
/// <param name="Move">Null: the ledger is as it should be.</param>
internal sealed record PaymentDecision(PaymentRecord Next, LedgerMove? Move);

/// <summary>
/// From what the provider says a payment is now to what the ledger should hold, one move at a time. Events play no part: any
/// order, repetition or loss of them leads here to the same end.
/// </summary>
internal static class PaymentRules
{
    public const string AmountDiffers = "amount-differs";
    public const string RefundUnknown = "refund-amount-unknown";
    public const string UsedTwice = "payment-used-twice";

    /// <param name="terms">What it bought; null when it paid for nothing we sold.</param>
    public static PaymentDecision Decide(Terms? terms, PaymentRecord record, PaymentState state)
    {
        var seen = record with
        {
            Status = state.Status,
            Refunded = Refunded(state),
            Dispute = Dispute(state.Disputes),
            Parked = null,
        };
        if (record.Credits == 0)
        {
            return !IsPaid(state.Status) ? new(seen, null)
                : terms is null || state.Amount != record.Amount ? new(seen with { Parked = AmountDiffers }, null)
                : Grant(terms, seen);
        }

        if (state.Status == PaymentStatus.PartiallyRefunded && state.Refunds.IsEmpty)
        {
            return new(seen with { Refunded = record.Refunded, Parked = RefundUnknown }, null);
        }

        var due = checked(record.Credits * Gone(state) / record.Amount.Minor);
        var by = due - record.Clawed;
        return by == 0
            ? new(seen, null)
            : new(
                seen with
                {
                    Clawed = due,
                    Moves = record.Moves + 1,
                },
                by > 0 ? new LedgerMove.Clawback(by) : new LedgerMove.Reinstate(-by)
            );
    }

    /// <summary>
    /// How much of the amount is not ours, in the smallest unit: refunded, reversed, in dispute or lost in one. A refund after a
    /// dispute began pays the disputed amount first, so that money which goes back once is not counted twice; PayPal tells whole
    /// seconds, and within one of them the refund was first.
    /// </summary>
    public static long Gone(PaymentState state)
    {
        if (state.Status is PaymentStatus.Refunded or PaymentStatus.Denied)
        {
            return state.Amount.Minor;
        }

        var disputes = state
            .Disputes.Where(d => d.Status is DisputeStatus.Open or DisputeStatus.Lost)
            .Select(d => (d.At, d.Amount, IsRefund: false));
        var refunds = state.Refunds.Where(r => r.IsThrough).Select(r => (r.At, r.Amount, IsRefund: true));
        var (gone, covered) = (0L, 0L);
        foreach (var (_, amount, isRefund) in disputes.Concat(refunds).OrderBy(x => x.At).ThenBy(x => !x.IsRefund))
        {
            // In another currency nobody knows how much of it: all, until it is decided.
            var part = amount.Currency.Equals(state.Amount.Currency, StringComparison.Ordinal)
                ? amount.Minor
                : state.Amount.Minor;
            var paid = isRefund ? Math.Min(part, covered) : 0;
            gone += part - paid;
            covered += isRefund ? -paid : part;
        }

        return Math.Min(gone, state.Amount.Minor);
    }

    private static PaymentDecision Grant(Terms terms, PaymentRecord seen)
    {
        var granted = seen with
        {
            Plan = terms.Plan,
            Credits = terms.Credits,
            Expires = terms.Months is { } months ? seen.PaidAt.AddMonths(months) : null,
        };
        return new(granted, new LedgerMove.Grant(granted.Credits, granted.Expires));
    }

    private static bool IsPaid(PaymentStatus status) =>
        status is PaymentStatus.Completed or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded;

    private static long Refunded(PaymentState state) =>
        state.Status == PaymentStatus.Refunded
            ? state.Amount.Minor
            : Math.Min(state.Refunds.Where(r => r.IsThrough).Sum(r => r.Amount.Minor), state.Amount.Minor);

    private static DisputeStatus Dispute(ImmutableArray<DisputeState> disputes) =>
        disputes.Any(d => d.Status == DisputeStatus.Open) ? DisputeStatus.Open
        : disputes.Any(d => d.Status == DisputeStatus.Lost) ? DisputeStatus.Lost
        : disputes.Any(d => d.Status == DisputeStatus.Won) ? DisputeStatus.Won
        : DisputeStatus.None;
}
