using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Billing;

/// <summary>What our record of an order or a subscription becomes by what the provider says it is now.</summary>
internal static class OrderRules
{
    public const string NotOurs = "not-our-order";
    public const string PlanUnknown = "plan-unknown";

    /// <summary>Nobody approves an order any more that is this old: PayPal forgets it.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromDays(3);

    private const int MostDeclines = 10;

    public static OrderRecord Seen(OrderRecord record, OrderState? state, DateTimeOffset now)
    {
        if (state is null)
        {
            return now - record.CreatedAt > ApprovalTime && record.Status == OrderStatus.Created
                ? record with
                {
                    Status = OrderStatus.Abandoned,
                }
                : record;
        }

        return record with
        {
            Status = StatusOf(record, state, now),
            CustomerId = state.CustomerId ?? record.CustomerId,
            Parked = IsOurs(record, state) ? null : NotOurs,
        };
    }

    /// <summary>An event captures once; a person may try again with another instrument.</summary>
    public static bool MayCapture(OrderRecord seen, OrderState state, bool asked) =>
        seen.Parked is null
        && state.Status == ProviderOrderStatus.Approved
        && state.Captures.All(c => c.Status == PaymentStatus.Denied)
        && seen.Declines < (asked ? MostDeclines : 1);

    /// <param name="plan">Our id of its plan; null when it is none of ours.</param>
    public static SubscriptionRecord Seen(SubscriptionRecord record, SubscriptionState state, string? plan) =>
        record with
        {
            Status = state.Status,
            IsPastDue = state.HasOutstandingBalance,
            CustomerId = state.CustomerId ?? record.CustomerId,
            Plan = plan ?? record.Plan,
            Parked =
                !record.Id.Equals(state.CustomId, StringComparison.Ordinal) ? NotOurs
                : plan is null ? PlanUnknown
                : null,
        };

    private static bool IsOurs(OrderRecord record, OrderState state) =>
        record.Id.Equals(state.CustomId, StringComparison.Ordinal) && record.Terms.Price == state.Amount;

    private static OrderStatus StatusOf(OrderRecord record, OrderState state, DateTimeOffset now)
    {
        var captures = state.Captures;
        if (captures.Any(c => c.Status is not (PaymentStatus.Pending or PaymentStatus.Denied)))
        {
            return OrderStatus.Completed;
        }

        if (captures.Any(c => c.Status == PaymentStatus.Pending))
        {
            return OrderStatus.Pending;
        }

        return !captures.IsEmpty || record.Declines > 0 ? OrderStatus.Declined
            : state.Status == ProviderOrderStatus.Approved ? OrderStatus.Approved
            : state.Status == ProviderOrderStatus.Voided || now - record.CreatedAt > ApprovalTime
                ? OrderStatus.Abandoned
            : OrderStatus.Created;
    }
}
