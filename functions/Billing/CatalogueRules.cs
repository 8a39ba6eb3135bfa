namespace AiPromptGen.Billing;

/// <summary>What a person gets for which price; kept on the order, so that a later change of the catalogue changes no order.</summary>
/// <param name="Plan">Id of the pack or plan.</param>
/// <param name="Credits">For each payment.</param>
/// <param name="Months">Until the credits expire; null never.</param>
internal sealed record Terms(string Plan, long Credits, Money Price, int? Months);

internal static class CatalogueRules
{
    public static int? Months(string period) =>
        period switch
        {
            "month" => 1,
            "year" => 12,
            _ => null,
        };

    /// <summary>
    /// What a payment bought: by the terms agreed on, or, after a change of plan at PayPal, by the one plan of that price. PayPal
    /// bills only prices of plans, so another amount is nothing we sold.
    /// </summary>
    /// <param name="agreed">At least one; more after a change of plan.</param>
    public static Terms? OfPayment(IReadOnlyList<Terms> agreed, IEnumerable<Terms> plans, Money paid) =>
        agreed.FirstOrDefault(terms => terms.Price == paid)
        ?? (agreed[0].Months is null ? null : plans.FirstOrDefault(plan => plan.Price == paid));
}
