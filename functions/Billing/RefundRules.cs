using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Billing;

/// <param name="Id">Of the caller's key and the account; the same for every repetition.</param>
/// <param name="Asked">Null: the rest.</param>
/// <param name="Reason">A word of a closed set.</param>
internal sealed record RefundOrder(string Id, string PaymentId, Money? Asked, string Reason);

/// <summary>What may go back of a payment when support orders it.</summary>
internal static class RefundRules
{
    /// <summary>PayPal remembers a payment's request ids for 45 days; after that the same id would be a second refund.</summary>
    public static readonly TimeSpan RequestMemory = TimeSpan.FromDays(40);

    /// <returns>Why it may not be made, or null, and how much would go back.</returns>
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
