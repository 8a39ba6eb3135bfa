namespace AiPromptGen.Billing;

/// <summary>What a person gets, and for which price. It is stored on the order, so that a later change of the settings changes no order.</summary>
/// <param name="ItemId">Id of the pack or plan.</param>
/// <param name="Credits">Credits of each payment.</param>
/// <param name="Months">Months until the credits expire; null when they never do.</param>
internal sealed record Terms([property: StoredAs("Plan")] string ItemId, long Credits, Money Price, int? Months);

/// <summary>What one payment bought.</summary>
/// <param name="ItemId">Id of the pack or plan.</param>
/// <param name="Credits">Credits that it bought; 0 for a payment that was a set-up fee alone.</param>
/// <param name="Months">Months until the credits expire; null when they never do.</param>
internal sealed record Sold(string ItemId, long Credits, int? Months);

internal static class ShopCatalogRules
{
    /// <summary>
    /// The most periods that one payment may cover. PayPal adds a failed payment to the next one, and suspends a subscription long before
    /// so many have failed.
    /// </summary>
    private const int MaxPeriods = 24;

    public static int? Months(string period) =>
        period switch
        {
            "month" => 1,
            "year" => 12,
            _ => null,
        };

    /// <summary>
    /// A pack costs its price. A payment of a plan is for whole periods: PayPal adds one that failed to the next
    /// (https://developer.paypal.com/docs/subscriptions/customize/payment-failure-retry/). After one agreed period comes what PayPal's own
    /// plan explains by its price, tax, a trial or a set-up fee; then several periods of the present plan, and the periods of the plan
    /// before it come last, so that three periods of 5.00 are not taken for one of 15.00 that nobody agreed on.
    /// </summary>
    /// <param name="agreed">The terms that the account agreed on, the present plan's first; there are two after a change of plan.</param>
    /// <param name="pricing">How PayPal bills the present plan now; null when that is not known.</param>
    /// <returns>What the payment bought; null when the amount is none of these.</returns>
    public static Sold? OfPayment(IReadOnlyList<Terms> agreed, PlanPricing? pricing, Money paid)
    {
        var present = agreed[0];
        if (present.Months is null || present.Price == paid)
        {
            return present.Price == paid ? new(present.ItemId, present.Credits, present.Months) : null;
        }

        Sold? Explained(Terms terms) => pricing is null ? null : Priced(terms, pricing, paid);
        return Explained(present)
            ?? Periods(present, present.Price, paid)
            ?? (agreed.Count > 1 ? OfBefore(present, agreed[1], paid) ?? Explained(agreed[1]) : null);
    }

    private static Sold? Periods(Terms terms, Money price, Money paid) =>
        price.Minor > 0
        && paid.Currency.Equals(price.Currency, StringComparison.Ordinal)
        && paid.Minor % price.Minor == 0
        && paid.Minor / price.Minor is > 0 and <= MaxPeriods and var periods
            ? new(terms.ItemId, terms.Credits * periods, terms.Months)
            : null;

    /// <summary>
    /// A period that was billed before the change of plan; or failed periods of the plan before, alone or together with periods of the
    /// present plan.
    /// </summary>
    private static Sold? OfBefore(Terms present, Terms before, Money paid) =>
        before.Price == paid ? new(before.ItemId, before.Credits, before.Months)
        : before.Price.Currency.Equals(paid.Currency, StringComparison.Ordinal)
            ? Enumerable
                .Range(1, MaxPeriods)
                .Select(failed =>
                    Periods(present, present.Price, paid with { Minor = paid.Minor - (failed * before.Price.Minor) })
                        is { } sold
                        ? sold with
                        {
                            Credits = sold.Credits + (failed * before.Credits),
                        }
                        : null
                )
                .FirstOrDefault(sold => sold is not null)
                ?? Periods(before, before.Price, paid)
        : null;

    private static Sold? Priced(Terms terms, PlanPricing pricing, Money paid)
    {
        Money Taxed(Money price) =>
            price with
            {
                Minor = (long)Math.Round(price.Minor * (1 + (pricing.TaxPercent / 100)), MidpointRounding.AwayFromZero),
            };

        Sold? Rest(Money rest) =>
            rest.Minor == 0 ? new(terms.ItemId, 0, terms.Months)
            : pricing.Trials.Any(trial => Taxed(trial) == rest) ? new(terms.ItemId, terms.Credits, terms.Months)
            : Periods(terms, Taxed(pricing.Price ?? terms.Price), rest) ?? Periods(terms, Taxed(terms.Price), rest);

        // The fee is tried first, so that a fee as high as one period's price is not taken for a second period.
        Money[] fees = [.. pricing.SetupFee is { } fee ? [Taxed(fee)] : Array.Empty<Money>(), paid with { Minor = 0 }];
        return fees.Where(fee =>
                fee.Minor <= paid.Minor && fee.Currency.Equals(paid.Currency, StringComparison.Ordinal)
            )
            .Select(fee => Rest(paid with { Minor = paid.Minor - fee.Minor }))
            .FirstOrDefault(sold => sold is not null);
    }
}

/// <summary>What is on sale, from the settings at the start. It is empty while paid plans are off.</summary>
internal sealed class ShopCatalog(IOptions<BillingOptions> options)
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

    public Terms? Pack(string id) => Packs.FirstOrDefault(p => p.ItemId.Equals(id, StringComparison.Ordinal));

    public Terms? Plan(string id) => Plans.FirstOrDefault(p => p.ItemId.Equals(id, StringComparison.Ordinal));

    public string PayPalPlanId(string planId) => options.Value.Plans[planId].PayPalPlanId;

    /// <returns>The terms of a plan at PayPal, whether it is still on sale or not; null when the plan is not ours.</returns>
    public Terms? TermsAt(string payPalPlanId) =>
        options
            .Value.Plans.Where(p => p.Value.PayPalPlanId.Equals(payPalPlanId, StringComparison.Ordinal))
            .Select(p => TermsOf(p.Key, p.Value))
            .FirstOrDefault();

    private static Terms TermsOf(string id, PlanOption plan) =>
        new(id, plan.Credits, Price(plan.Price, plan.Currency), ShopCatalogRules.Months(plan.Period));

    private static Money Price(string value, string currency) => Money.Parse(value, currency)!.Value;
}

/// <summary>
/// Whether billing has anything to do: paid plans are on, or something that was sold before is still there. Turning paid plans
/// off stops sales and nothing else: existing subscriptions go on, can be canceled, seen and erased, and PayPal's events about
/// them are applied.
/// </summary>
internal sealed class Business(
    ShopCatalog catalog,
    BillingIndex index,
    InvoiceArchive archive,
    IOptions<PayPalOptions> payPal
)
{
    public async Task<bool> IsOpenAsync(CancellationToken cancel) =>
        catalog.IsOpen || await index.AnyAsync(cancel) || await archive.IsWatchingAsync(cancel);

    /// <summary>
    /// Whether billing has anything to do and there are keys to ask PayPal with. The keys may have been removed when paid plans were turned
    /// off.
    /// </summary>
    public async Task<bool> MayAskAsync(CancellationToken cancel) =>
        payPal.Value.ClientId is { Length: > 0 } && await IsOpenAsync(cancel);
}
