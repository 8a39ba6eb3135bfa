using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

/// <summary>What is on sale, read once. Empty while paid plans are off.</summary>
internal sealed class Catalogue(IOptions<BillingOptions> options)
{
    public bool IsOpen { get; } = options.Value.PaidPlans;

    public IReadOnlyList<Terms> Packs { get; } =
    [
        .. options
            .Value.Packs.Where(_ => options.Value.PaidPlans)
            .Select(p => new Terms(p.Key, p.Value.Credits, Price(p.Value.Price, p.Value.Currency), null))
            .OrderBy(p => p.Price.Minor),
    ];

    public IReadOnlyList<Terms> Plans { get; } =
    [
        .. options
            .Value.Plans.Where(_ => options.Value.PaidPlans)
            .Select(p => TermsOf(p.Key, p.Value))
            .OrderBy(p => p.Price.Minor),
    ];

    public Terms? Pack(string id) => Packs.FirstOrDefault(p => p.Plan.Equals(id, StringComparison.Ordinal));

    public Terms? Plan(string id) => Plans.FirstOrDefault(p => p.Plan.Equals(id, StringComparison.Ordinal));

    public string PayPalPlanId(string planId) => options.Value.Plans[planId].PayPalPlanId;

    /// <returns>Terms of a plan at PayPal, on sale or not any more; null when it is none of ours.</returns>
    public Terms? TermsAt(string payPalPlanId) =>
        options
            .Value.Plans.Where(p => p.Value.PayPalPlanId.Equals(payPalPlanId, StringComparison.Ordinal))
            .Select(p => TermsOf(p.Key, p.Value))
            .FirstOrDefault();

    private static Terms TermsOf(string id, PlanOption plan) =>
        new(id, plan.Credits, Price(plan.Price, plan.Currency), CatalogueRules.Months(plan.Period));

    private static Money Price(string value, string currency) => Money.Parse(value, currency)!.Value;
}
