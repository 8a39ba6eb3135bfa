using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Billing;

/// <summary>
/// The switch of paid plans, and what is on sale. While it is off nothing is sold. If nothing was sold before either, no billing route
/// answers and nothing about billing is stored.
/// </summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    public bool PaidPlans { get; set; }

    /// <summary>The origin of the site, to which the browser returns after the buyer has approved or canceled at PayPal.</summary>
    public Uri SiteAddress { get; set; } = new("https://aiimagepromptgenerator.org/");

    /// <summary>The page that shows the state of an order or subscription.</summary>
    internal Uri ReturnUrl(string id) => new(SiteAddress, $"billing/return?id={id}");

    internal Uri CancelUrl(string id) => new(SiteAddress, $"billing/cancelled?id={id}");

    /// <summary>
    /// Requests with a call to PayPal that one account may make in a minute. It also limits how many orders an account can leave unpaid.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinute { get; set; } = 30;

    /// <summary>
    /// Calendar years after the year of a payment for which the receipt of an erased account is kept. The owner sets what the law requires.
    /// </summary>
    [Range(1, 30)]
    public int ReceiptYears { get; set; } = 10;

    /// <summary>What is sold, by id. Orders and receipts keep the id, so it must never be reused for something else.</summary>
    public IDictionary<string, PackOption> Packs { get; } = new Dictionary<string, PackOption>(StringComparer.Ordinal);

    /// <inheritdoc cref="Packs"/>
    public IDictionary<string, PlanOption> Plans { get; } = new Dictionary<string, PlanOption>(StringComparer.Ordinal);
}

/// <summary>A pack: credits that are bought once and never expire.</summary>
public class PackOption
{
    internal const int MaxCredits = 1_000_000;

    [Range(1, MaxCredits)]
    public int Credits { get; set; }

    /// <summary>The price with a point and the currency's decimals, such as "9.99".</summary>
    public string Price { get; set; } = "";

    /// <summary>The currency's code in ISO 4217, such as EUR.</summary>
    public string Currency { get; set; } = "";
}

/// <summary>A plan: credits for each period that is paid for.</summary>
public sealed class PlanOption : PackOption
{
    /// <summary>The id of the plan at PayPal that bills this price, such as "P-…".</summary>
    public string PayPalPlanId { get; set; } = "";

    /// <summary>"month" or "year".</summary>
    public string Period { get; set; } = "";
}

/// <summary>Refuses to start a shop that has a wrong price or could take no money.</summary>
internal sealed class BillingOptionsValidator(IOptions<PayPalOptions> payPal) : IValidateOptions<BillingOptions>
{
    public ValidateOptionsResult Validate(string? name, BillingOptions options)
    {
        var hasKeys = payPal.Value is { ClientId.Length: > 0, ClientSecret.Length: > 0 };
        (bool IsWrong, string What)[] rules =
        [
            (
                options.SiteAddress is not { IsAbsoluteUri: true, Scheme: "https" or "http" },
                "Billing:SiteAddress must be an address such as https://example.org/."
            ),
            (
                options.PaidPlans && options.Packs.Count + options.Plans.Count == 0,
                "Billing:PaidPlans is on, and nothing is on sale: set Billing:Packs or Billing:Plans."
            ),
            (
                options.PaidPlans && !hasKeys,
                "Billing:PaidPlans is on, and there is no payment provider: set PayPal:ClientId and PayPal:ClientSecret."
            ),
            .. options.Packs.SelectMany(pack => Rules("Packs", pack.Key, pack.Value)),
            .. options.Plans.SelectMany(plan => PlanRules(plan.Key, plan.Value)),
        ];
        var mistakes = rules.Where(rule => rule.IsWrong).Select(rule => rule.What).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<(bool IsWrong, string What)> PlanRules(string id, PlanOption plan) =>
        [
            (ShopCatalogRules.Months(plan.Period) is null, $"Billing:Plans:{id}:Period must be month or year."),
            (
                !KeyPart.IsValid(plan.PayPalPlanId),
                $"Billing:Plans:{id}:PayPalPlanId must be the plan's id at PayPal, such as P-5ML4271244454362WXNWU5NQ."
            ),
            .. Rules("Plans", id, plan),
        ];

    private static IEnumerable<(bool IsWrong, string What)> Rules(string kind, string id, PackOption item) =>
        [
            (
                !KeyPart.IsValid(id),
                $"Billing:{kind} has the id '{id}', and an id must be of letters, digits and hyphens."
            ),
            (
                item.Credits is < 1 or > PackOption.MaxCredits,
                $"Billing:{kind}:{id}:Credits must be a whole number from 1 to {PackOption.MaxCredits}."
            ),
            Money.Parse("1", item.Currency) is null
                ? (true, $"Billing:{kind}:{id}:Currency must be an ISO code such as EUR, not '{item.Currency}'.")
                : (
                    Money.Parse(item.Price, item.Currency) is not { Minor: > 0 },
                    $"Billing:{kind}:{id}:Price must be an amount of {item.Currency} such as 9.99, not '{item.Price}'."
                ),
        ];
}
