namespace AiPromptGen.Billing;

/// <summary>Decides what our record of an order or a subscription becomes from its state at the provider.</summary>
internal static class PurchaseRules
{
    public const string NotOurs = "not-our-order";
    public const string PlanUnknown = "plan-unknown";

    /// <summary>An order that is older than this cannot be approved any more, because PayPal no longer has it.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromDays(3);

    /// <summary>After this many declined captures an order is not captured again.</summary>
    private const int MaxDeclines = 10;

    /// <param name="plan">The catalog's terms of the plan that a subscription is on; null for an order, and for a plan that is not ours.</param>
    public static PurchaseRecord Seen(PurchaseRecord record, PurchaseState? state, Terms? plan, DateTimeOffset now)
    {
        var seen = Told(record, state, plan, now);
        return seen.MayBeApproved ? seen : seen with { ApproveUrl = null };
    }

    private static PurchaseRecord Told(PurchaseRecord record, PurchaseState? state, Terms? plan, DateTimeOffset now) =>
        (record, state) switch
        {
            (OrderRecord { Status: OrderStatus.Created } order, null) when now - order.CreatedAt > ApprovalTime =>
                order with
                {
                    Status = OrderStatus.Abandoned,
                },
            (OrderRecord order, OrderState its) => order with
            {
                Status = StatusOf(order, its, now),
                CustomerId = its.CustomerId ?? order.CustomerId,
                Parked = IsOurs(order, its) && order.Terms.Price == its.Amount ? null : NotOurs,
            },
            (SubscriptionRecord subscription, SubscriptionState its) => Moved(subscription, plan, now) with
            {
                Status = its.Status,
                IsPastDue = its.HasOutstandingBalance,
                CustomerId = its.CustomerId ?? subscription.CustomerId,
                Plan = plan?.ItemId ?? subscription.Plan,
                ActivatedAt =
                    its.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Suspended) ? null
                    : subscription.IsBilled ? subscription.ActivatedAt ?? subscription.CreatedAt
                    : now,
                Parked =
                    !IsOurs(subscription, its) ? NotOurs
                    : plan is null ? PlanUnknown
                    : null,
            },
            _ => record,
        };

    /// <summary>
    /// Whether the order may be captured now. After a declined capture an event does not try again, but the buyer may, with another way to
    /// pay.
    /// </summary>
    public static bool MayCapture(PurchaseRecord seen, PurchaseState? state, bool asked) =>
        seen is OrderRecord { Parked: null } order
        && state is OrderState { Status: ProviderOrderStatus.Approved }
        && state.Payments.All(c => c.Status == PaymentStatus.Denied)
        && order.Declines < (asked ? MaxDeclines : 1);

    /// <summary>What the account agreed on, the present plan's terms first.</summary>
    /// <param name="payment">
    /// The payment to explain; null for none. A payment of the old plan's price, made less than a month after the change was asked for, is
    /// one of the old plan: no failed payment of the new plan can have been added to it yet.
    /// </param>
    public static IReadOnlyList<Terms> Agreed(PurchaseRecord record, PaymentState? payment = null) =>
        record is not SubscriptionRecord { Change: { } change } subscription ? [record.Terms]
        : payment is { Amount: var paid, At: var at }
        && (paid == record.Terms.Price && paid != change.Terms.Price && at < change.AskedAt.AddMonths(1))
            ? [record.Terms]
        : PlanChangeRules.IsOn(subscription, change.Terms.ItemId) ? [change.Terms, record.Terms]
        : [record.Terms, change.Terms];

    /// <summary>
    /// Whether an earlier subscription of the account is billed too. Of several that are billed at once, only the one that became active
    /// first may stay.
    /// </summary>
    public static bool IsSecond(SubscriptionRecord seen, IEnumerable<SubscriptionRecord> all) =>
        seen.IsBilled
        && all.Where(s => s is { IsBilled: true, IsGivenUp: false } && !s.Id.Equals(seen.Id, StringComparison.Ordinal))
            .Append(seen)
            .OrderBy(s => s.ActivatedAt ?? s.CreatedAt)
            .ThenBy(s => s.Id, StringComparer.Ordinal)
            .First() != seen;

    /// <summary>
    /// Stores a change of plan that was made at PayPal itself: its buyer agreed there to the terms that the catalog has now.
    /// </summary>
    private static SubscriptionRecord Moved(SubscriptionRecord record, Terms? plan, DateTimeOffset now) =>
        plan is null || Agreed(record).Any(terms => terms.ItemId.Equals(plan.ItemId, StringComparison.Ordinal))
            ? record
            : PlanChangeRules.Asked(record, plan, now);

    private static bool IsOurs(PurchaseRecord record, PurchaseState state) =>
        record.Id.Equals(state.CustomId, StringComparison.Ordinal);

    private static OrderStatus StatusOf(OrderRecord record, OrderState state, DateTimeOffset now)
    {
        var captures = state.Payments;
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
