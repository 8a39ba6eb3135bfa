using System.Collections.Immutable;

namespace AiPromptGen.Billing;

/// <param name="Next">The record after the move.</param>
/// <param name="Move">The next move of credits; null when the ledger is as it should be.</param>
internal sealed record PaymentResult(PaymentRecord Next, CreditMove? Move);

/// <summary>
/// Decides from a payment's state at the provider what the ledger should hold, one move of credits at a time. Events are not looked at, so
/// that any order, repetition or loss of them has the same result.
/// </summary>
internal static class PaymentRules
{
    public const string AmountDiffers = "amount-differs";
    public const string RefundUnknown = "refund-amount-unknown";
    public const string UsedTwice = "payment-used-twice";

    /// <summary>An event named a refund that PayPal does not show yet.</summary>
    public const string RefundNotSeen = "refund-not-seen";

    /// <inheritdoc cref="RefundNotSeen"/>
    public const string DisputeNotSeen = "dispute-not-seen";

    /// <summary>
    /// An event named a dispute, and our keys may not read disputes: the credits of the whole payment are taken back meanwhile.
    /// </summary>
    public const string DisputeUnreadable = "dispute-unreadable";

    /// <summary>
    /// When a payment is booked later than this after it was made, its period begins with the booking and not with the payment.
    /// </summary>
    private static readonly TimeSpan InTime = TimeSpan.FromDays(1);

    /// <param name="sold">What the payment bought; null when it paid for nothing that we sold.</param>
    /// <param name="unused">
    /// Credits of the payment that expired without having been spent. They are gone already, so they are not taken back from other credits.
    /// </param>
    public static PaymentResult Decide(
        Sold? sold,
        PaymentRecord record,
        PaymentState state,
        long unused,
        DateTimeOffset now
    )
    {
        // How much was refunded is unknown when PayPal says that a part was, but names no refund, and no dispute explains it.
        var isUnknown =
            state.Status == PaymentStatus.PartiallyRefunded
            && !state.Refunds.Any(r => r.IsThrough)
            && !state.Disputes.Any(d => d.Status is DisputeStatus.Open or DisputeStatus.Lost);
        var seen = record with
        {
            Status = state.Status,
            Refunded = isUnknown ? record.Refunded : Refunded(state),
            Dispute = Dispute(state.Disputes),
            Parked = isUnknown && record.Credits > 0 ? RefundUnknown : null,
        };
        if (record.Credits == 0)
        {
            return !IsPaid(state.Status) ? new(seen, null)
                : sold is null || state.Amount != record.Amount ? new(seen with { Parked = AmountDiffers }, null)
                : sold.Credits == 0 ? new(seen, null)
                : Grant(sold, seen, now);
        }

        var gone = checked(record.Credits * Gone(state) / record.Amount.Minor);
        // Credits that were taken back before the period's end did not expire, so only the others can be among the unused ones.
        var taken = record.ClawedAt < record.Expires ? Math.Min(record.Clawed, gone) : 0;
        var due = Math.Max(taken, gone - unused);
        due = isUnknown ? Math.Max(due, record.Clawed) : due;
        return due == record.Clawed ? new(seen, null) : Moved(seen, due, now);
    }

    /// <summary>
    /// How much of the amount is not ours, in the currency's smallest unit: refunded, reversed, in dispute or lost in one. Disputes count
    /// before the status, because PayPal was seen to call a payment in dispute partially refunded, and documents that it may call it
    /// pending (https://developer.paypal.com/docs/api/payments/v2/#definition-capture_status_details). A refund after a dispute began pays
    /// the disputed amount first, so that money which goes back once is not counted twice. PayPal gives times in whole seconds; within the
    /// same second the refund counts as the earlier one.
    /// </summary>
    public static long Gone(PaymentState state)
    {
        var isDisputed = state.Disputes.Any(d => d.Status == DisputeStatus.Open);
        // A payment that is pending after it was paid is held back by PayPal as a whole, unless an open dispute says which amount it is
        // about.
        if (
            state.Status is PaymentStatus.Refunded or PaymentStatus.Denied
            || (state.Status == PaymentStatus.Pending && !isDisputed)
        )
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
            // An amount in another currency cannot be compared, so it counts as the whole payment until the dispute is decided.
            var part = amount.Currency.Equals(state.Amount.Currency, StringComparison.Ordinal)
                ? amount.Minor
                : state.Amount.Minor;
            var paid = isRefund ? Math.Min(part, covered) : 0;
            gone += part - paid;
            covered += isRefund ? -paid : part;
        }

        return Math.Min(gone, state.Amount.Minor);
    }

    /// <summary>
    /// The id of the payment's lot and grant. It is made from PayPal's id of the payment, so that a payment is granted once, whatever led
    /// to it.
    /// </summary>
    public static string LotOf(PaymentRecord payment) => $"paypal.{payment.Id}";

    private static PaymentResult Grant(Sold sold, PaymentRecord seen, DateTimeOffset now)
    {
        var from = now - seen.PaidAt > InTime ? now : seen.PaidAt;
        var granted = seen with
        {
            ItemId = sold.ItemId,
            Credits = sold.Credits,
            Expires = sold.Months is { } months ? from.AddMonths(months) : null,
        };
        var grant = new Grant
        {
            Id = LotOf(seen),
            Origin = OriginOf(seen),
            Amount = new(granted.Credits),
            Expires = granted.Expires,
            Reference = seen.Id,
        };
        return new(granted, grant);
    }

    private static PaymentResult Moved(PaymentRecord seen, long due, DateTimeOffset now)
    {
        var (by, end) = (due - seen.Clawed, due < seen.Clawed ? BackUntil(seen, now) : seen.Expires);
        var moved = seen with
        {
            Clawed = due,
            Moves = seen.Moves + 1,
            Expires = end,
            // When the period gets a new end, the credits that stay frozen count as frozen from now on.
            ClawedAt =
                due == 0 ? null
                : end == seen.Expires ? seen.ClawedAt ?? now
                : now,
        };
        var id = string.Create(null, $"{LotOf(seen)}-{moved.Moves}");
        CreditMove move =
            by > 0
                ? new Clawback
                {
                    Id = id,
                    LotId = LotOf(seen),
                    Amount = new(by),
                    Reference = seen.Id,
                }
                : new Reinstatement
                {
                    Id = id,
                    LotId = LotOf(seen),
                    Amount = new(-by),
                    Origin = OriginOf(seen),
                    // Credits that were taken after the period's end came from other lots, which may never expire.
                    Expires = seen.ClawedAt >= seen.Expires ? null : end,
                    Reference = seen.Id,
                };
        return new(moved, move);
    }

    /// <summary>
    /// When the credits of a period expire that are given back. If the whole period was frozen, or is over, it is extended by the time for
    /// which it was frozen. If a part of the credits stayed, those that come back expire with that part.
    /// </summary>
    private static DateTimeOffset? BackUntil(PaymentRecord seen, DateTimeOffset now) =>
        seen is { Expires: { } end, ClawedAt: { } taken } && taken < end && (end <= now || seen.Clawed == seen.Credits)
            ? end + (now - taken)
            : seen.Expires;

    private static CreditOrigin OriginOf(PaymentRecord payment) =>
        payment.Subject.IsOrder ? CreditOrigin.Purchase : CreditOrigin.Subscription;

    public static bool IsPaid(PaymentStatus status) =>
        status is PaymentStatus.Completed or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded;

    private static long Refunded(PaymentState state) =>
        state.Status == PaymentStatus.Refunded
            ? state.Amount.Minor
            : Math.Min(state.Refunds.Where(r => r.IsThrough).Sum(r => r.Amount.Minor), state.Amount.Minor);

    private static DisputeStatus Dispute(ImmutableArray<DisputeState> disputes) =>
        new[] { DisputeStatus.Open, DisputeStatus.Lost, DisputeStatus.Won }.FirstOrDefault(s =>
            disputes.Any(d => d.Status == s)
        );
}
