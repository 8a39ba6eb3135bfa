using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Billing;

internal enum PlanChangeEnd
{
    /// <summary>It is on that plan; the next payment is for it.</summary>
    Made,

    /// <summary>The person has yet to agree at PayPal; until then nothing changes.</summary>
    ApprovalNeeded,
    SubscriptionNotFound,

    /// <summary>A person has to look at the subscription first.</summary>
    Parked,

    /// <summary>Never agreed to, suspended, cancelled or expired.</summary>
    NotActive,

    /// <summary>A payment is outstanding: it is paid first, for the plan it is of.</summary>
    PastDue,
    SamePlan,

    /// <summary>Another change waits for the person to agree.</summary>
    Pending,

    /// <summary>PayPal said no for good.</summary>
    Refused,
}

/// <summary>
/// When a plan may be changed, and by which terms a payment is then judged. A wish grants nothing: the present period keeps its
/// credits, and the next payment brings those of the plan whose price PayPal took.
/// </summary>
internal static class PlanChangeRules
{
    /// <summary>A change that nobody has agreed to by then is given up, so that another may be asked for.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromHours(3);

    /// <param name="seen">As PayPal has it now.</param>
    /// <returns>Null when it may be asked for.</returns>
    public static PlanChangeEnd? Check(SubscriptionRecord seen, string plan, DateTimeOffset now) =>
        Standing(seen)
        ?? (
            IsOn(seen, plan) ? PlanChangeEnd.SamePlan
            : IsPending(seen, now) ? PlanChangeEnd.Pending
            : null
        );

    /// <summary>For one that was written down, and that PayPal may not have heard of: much may have come in between.</summary>
    /// <returns>Null when PayPal may be asked.</returns>
    public static PlanChangeEnd? CheckAgain(SubscriptionRecord seen, string plan, DateTimeOffset now) =>
        IsAsked(seen, plan) ? Standing(seen) : Check(seen, plan, now);

    /// <summary>No other change has taken its place.</summary>
    public static bool IsAsked(SubscriptionRecord record, string plan) =>
        plan.Equals(record.Change?.Terms.Plan, StringComparison.Ordinal);

    public static SubscriptionRecord Asked(SubscriptionRecord seen, Terms plan, DateTimeOffset now) =>
        seen with
        {
            Terms = Agreed(seen)[0],
            Change = new(plan, now),
        };

    /// <summary>Nothing of it is left, unless another one has taken its place.</summary>
    public static SubscriptionRecord Refused(SubscriptionRecord record, string plan) =>
        IsAsked(record, plan) ? record with { Change = null } : record;

    /// <summary>What was agreed on, that of the present plan first.</summary>
    public static IReadOnlyList<Terms> Agreed(SubscriptionRecord record) =>
        record.Change is not { } change ? [record.Terms]
        : IsOn(record, change.Terms.Plan) ? [change.Terms, record.Terms]
        : [record.Terms, change.Terms];

    public static bool IsOn(SubscriptionRecord record, string plan) =>
        record.Plan.Equals(plan, StringComparison.Ordinal);

    private static PlanChangeEnd? Standing(SubscriptionRecord seen) =>
        seen.Parked is not null ? PlanChangeEnd.Parked
        : seen.Status != SubscriptionStatus.Active ? PlanChangeEnd.NotActive
        : seen.IsPastDue ? PlanChangeEnd.PastDue
        : null;

    private static bool IsPending(SubscriptionRecord seen, DateTimeOffset now) =>
        seen.Change is { } change && !IsOn(seen, change.Terms.Plan) && now - change.AskedAt < ApprovalTime;
}
