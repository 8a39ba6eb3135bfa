using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Http;

namespace AiPromptGen.Billing;

/// <summary>
/// When a plan may be changed. Asking grants nothing: the present period keeps its credits, and the next payment brings those
/// of the plan that the subscription is then on at PayPal.
/// </summary>
internal static class PlanChangeRules
{
    /// <summary>A change that nobody has agreed to by then is given up, so that another may be asked for.</summary>
    public static readonly TimeSpan ApprovalTime = TimeSpan.FromHours(3);

    /// <param name="seen">As PayPal has it now.</param>
    /// <param name="isRepeat">The same was asked for before, under the same key.</param>
    /// <returns>Null when PayPal may be asked.</returns>
    public static Problem? Check(SubscriptionRecord seen, string plan, bool isRepeat, DateTimeOffset now) =>
        seen.ProviderId is null ? BillingProblems.SubscriptionNotFound
        : seen.Parked is not null ? BillingProblems.Parked
        : seen.Status != SubscriptionStatus.Active || seen.IsGivenUp ? BillingProblems.SubscriptionNotActive
        : seen.IsPastDue ? BillingProblems.PastDue
        : IsOn(seen, plan) ? BillingProblems.SamePlan
        : isRepeat && IsAsked(seen, plan) ? null
        : seen.Change is { } change && !IsOn(seen, change.Terms.Plan) && now - change.AskedAt < ApprovalTime
            ? BillingProblems.ChangePending
        : null;

    public static bool IsAsked(SubscriptionRecord record, string plan) =>
        plan.Equals(record.Change?.Terms.Plan, StringComparison.Ordinal);

    public static SubscriptionRecord Asked(SubscriptionRecord seen, Terms plan, DateTimeOffset now) =>
        seen with
        {
            Terms = PurchaseRules.Agreed(seen)[0],
            Change = new(plan, now),
        };

    public static bool IsOn(SubscriptionRecord record, string plan) =>
        record.Plan.Equals(plan, StringComparison.Ordinal);
}
