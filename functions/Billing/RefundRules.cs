using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Billing;

internal enum RefundEnd
{
    Refunded,
    PaymentNotFound,

    /// <summary>A person has to look at the payment first.</summary>
    Parked,

    /// <summary>No money has come, so none can go back.</summary>
    NotPaid,

    /// <summary>A dispute decides, or has decided, about this money.</summary>
    Disputed,
    CurrencyDiffers,

    /// <summary>More than is left of the payment.</summary>
    TooMuch,

    /// <summary>The provider said no for good.</summary>
    Refused,

    /// <summary>Whether it was made is unknown, and asking again might make it twice.</summary>
    Unclear,
    KeyReused,
}

/// <param name="Id">Of the caller's key and the account; the same for every repetition.</param>
/// <param name="Asked">Null: the rest.</param>
/// <param name="Reason">A word of a closed set.</param>
internal sealed record RefundOrder(string Id, string PaymentId, Money? Asked, string Reason);

/// <summary>What may go back of a payment when support orders it.</summary>
internal static class RefundRules
{
    /// <summary>PayPal remembers a payment's request ids for 45 days; after that the same id would be a second refund.</summary>
    public static readonly TimeSpan RequestMemory = TimeSpan.FromDays(40);

    /// <returns><see cref="RefundEnd.Refunded"/> when it may be made, with how much.</returns>
    public static (RefundEnd End, Money Amount) Check(PaymentRecord payment, Money? asked)
    {
        var rest = payment.Amount with { Minor = Math.Max(0, payment.Amount.Minor - payment.Refunded) };
        var amount = asked ?? rest;
        var end =
            payment.Parked is not null ? RefundEnd.Parked
            : payment.Status is PaymentStatus.Pending or PaymentStatus.Denied ? RefundEnd.NotPaid
            : payment.Dispute is DisputeStatus.Open or DisputeStatus.Lost ? RefundEnd.Disputed
            : !amount.Currency.Equals(rest.Currency, StringComparison.Ordinal) ? RefundEnd.CurrencyDiffers
            : rest.Minor == 0 || amount.Minor > rest.Minor ? RefundEnd.TooMuch
            : RefundEnd.Refunded;
        return (end, amount);
    }

    public static bool IsSame(RefundRecord record, RefundOrder order) =>
        record.PaymentId.Equals(order.PaymentId, StringComparison.Ordinal)
        && record.AskedMinor == order.Asked?.Minor
        && (order.Asked is not { } asked || record.Amount == asked)
        && record.Reason.Equals(order.Reason, StringComparison.Ordinal);

    public static bool MayAsk(RefundRecord record, DateTimeOffset now) => now - record.CreatedAt < RequestMemory;
}
