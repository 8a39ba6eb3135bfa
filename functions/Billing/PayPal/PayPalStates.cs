using System.Collections.Immutable;
using AiPromptGen.Billing.Gateway;
using PaypalServerSdk.Standard.Models;
using ProviderStatus = PaypalServerSdk.Standard.Models.SubscriptionStatus;

namespace AiPromptGen.Billing.PayPal;

/// <summary>The SDK's models as our closed records. A word that is new to us grants nothing.</summary>
internal static class PayPalStates
{
    public static OrderState Of(Order order)
    {
        var unit = order.PurchaseUnits is [var only] ? only : null;
        var captures = unit?.Payments?.Captures ?? [];
        return new()
        {
            ProviderId = order.Id!,
            Status = order.Status switch
            {
                OrderStatus.Approved => ProviderOrderStatus.Approved,
                OrderStatus.Completed => ProviderOrderStatus.Completed,
                OrderStatus.Voided => ProviderOrderStatus.Voided,
                _ => ProviderOrderStatus.Created,
            },
            CustomId = unit?.CustomId,
            Amount = Money.Parse(unit?.Amount?.MValue, unit?.Amount?.CurrencyCode),
            CustomerId = order.Payer?.PayerId,
            Captures = [.. captures.Select(c => Of(c, captures.Count == 1, unit?.Payments?.Refunds ?? []))],
        };
    }

    public static SubscriptionState Of(Subscription subscription, IEnumerable<SubscriptionTransactionDetails> sales) =>
        new()
        {
            ProviderId = subscription.Id!,
            Status = subscription.Status switch
            {
                ProviderStatus.Active => Gateway.SubscriptionStatus.Active,
                ProviderStatus.Suspended => Gateway.SubscriptionStatus.Suspended,
                ProviderStatus.Cancelled => Gateway.SubscriptionStatus.Cancelled,
                ProviderStatus.Expired => Gateway.SubscriptionStatus.Expired,
                _ => Gateway.SubscriptionStatus.ApprovalPending,
            },
            PlanId = subscription.PlanId ?? "",
            CustomId = subscription.CustomId,
            CustomerId = subscription.Subscriber?.PayerId,
            HasOutstandingBalance = MoneyOf(subscription.BillingInfo?.OutstandingBalance) is { Minor: > 0 },
            Sales = [.. sales.Select(Of)],
        };

    private static PaymentState Of(SubscriptionTransactionDetails sale) =>
        new()
        {
            Id = sale.Id ?? throw new PaymentProviderException(),
            Status = StatusOf(sale.Status),
            Amount = MoneyOf(sale.AmountWithBreakdown?.GrossAmount) ?? throw new PaymentProviderException(),
            At = PayPalFault.Time(sale.Time) ?? throw new PaymentProviderException(),
        };

    private static PaymentState Of(OrdersCapture capture, bool isOnly, IEnumerable<Refund> refunds)
    {
        var id = capture.Id ?? throw new PaymentProviderException();
        var own = refunds.Where(r => isOnly || id.Equals(Up(r), StringComparison.Ordinal));
        return new()
        {
            Id = id,
            Status = StatusOf(capture.Status),
            Amount = MoneyOf(capture.Amount) ?? throw new PaymentProviderException(),
            At = PayPalFault.Time(capture.CreateTime) ?? throw new PaymentProviderException(),
            Refunds = [.. own.Select(r => Of(r, id))],
        };
    }

    private static RefundState Of(Refund refund, string paymentId) =>
        new(
            refund.Id ?? throw new PaymentProviderException(),
            paymentId,
            refund.Status == RefundStatus.Completed,
            MoneyOf(refund.Amount) ?? throw new PaymentProviderException(),
            PayPalFault.Time(refund.CreateTime) ?? throw new PaymentProviderException()
        );

    private static PaymentStatus StatusOf(CaptureStatus? status) =>
        status switch
        {
            CaptureStatus.Completed => PaymentStatus.Completed,
            CaptureStatus.PartiallyRefunded => PaymentStatus.PartiallyRefunded,
            CaptureStatus.Refunded => PaymentStatus.Refunded,
            CaptureStatus.Declined or CaptureStatus.Failed => PaymentStatus.Denied,
            _ => PaymentStatus.Pending,
        };

    private static string? Up(Refund refund) =>
        refund.Links?.Where(l => l.Rel is "up").Select(l => l.Href?.Split('/')[^1]).FirstOrDefault();

    private static Money? MoneyOf(PaypalServerSdk.Standard.Models.Money? money) =>
        Money.Parse(money?.MValue, money?.CurrencyCode);
}
