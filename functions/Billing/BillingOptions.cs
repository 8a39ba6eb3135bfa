namespace AiPromptGen.Billing;

/// <summary>
/// The one switch of paid plans, and what is on sale. Off, nothing is sold; until something was, no billing route answers and
/// nothing about billing is held.
/// </summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    public bool PaidPlans { get; set; }

    /// <summary>Where the browser comes back to after it approved or cancelled at PayPal: origin of the site.</summary>
    public Uri SiteAddress { get; set; } = new("https://aiimagepromptgenerator.org/");

    /// <summary>The page that says what became of an order or subscription.</summary>
    internal Uri ReturnUrl(string id) => new(SiteAddress, $"billing/return?id={id}");

    internal Uri CancelUrl(string id) => new(SiteAddress, $"billing/cancelled?id={id}");

    /// <summary>Requests of one account in a minute that make PayPal work. It also bounds the orders that somebody leaves unpaid.</summary>
    public int RequestsPerMinute { get; set; } = 30;

    /// <summary>
    /// Calendar years after that of a payment for which the receipt of an erased account is kept: what the owner's law asks for,
    /// 1 to 30.
    /// </summary>
    public int ReceiptYears { get; set; } = 10;

    /// <summary>By id, which stays on orders and receipts: never reuse one for something else.</summary>
    public IDictionary<string, PackOption> Packs { get; } = new Dictionary<string, PackOption>(StringComparer.Ordinal);

    /// <inheritdoc cref="Packs"/>
    public IDictionary<string, PlanOption> Plans { get; } = new Dictionary<string, PlanOption>(StringComparer.Ordinal);
}

/// <summary>Credits that are bought once and never expire.</summary>
public class PackOption
{
    public int Credits { get; set; }

    /// <summary>"9.99"</summary>
    public string Price { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";
}

/// <summary>Credits for each period that is paid.</summary>
public sealed class PlanOption : PackOption
{
    /// <summary>The plan at PayPal that bills this price: "P-…".</summary>
    public string PayPalPlanId { get; set; } = "";

    /// <summary>"month" or "year".</summary>
    public string Period { get; set; } = "";
}

/// <summary>A shop with a wrong price, or one that could take no money, must not open.</summary>
internal sealed class BillingOptionsValidator(IOptions<PayPalOptions> payPal) : IValidateOptions<BillingOptions>
{
    private const int MostCredits = 1_000_000;
    private const int MostYears = 30;

    public ValidateOptionsResult Validate(string? name, BillingOptions options)
    {
        var mistakes = options
            .Packs.SelectMany(pack => Mistakes("Packs", pack.Key, pack.Value))
            .Concat(options.Plans.SelectMany(plan => PlanMistakes(plan.Key, plan.Value)))
            .ToList();
        if (options.RequestsPerMinute < 1)
        {
            mistakes.Add("Billing:RequestsPerMinute must be 1 or more.");
        }

        if (options.ReceiptYears is < 1 or > MostYears)
        {
            mistakes.Add($"Billing:ReceiptYears is from 1 to {MostYears}.");
        }

        if (options.SiteAddress is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            mistakes.Add("Billing:SiteAddress must be an address such as https://example.org/.");
        }

        if (options.PaidPlans && options.Packs.Count + options.Plans.Count == 0)
        {
            mistakes.Add("Billing:PaidPlans is on, and nothing is on sale: set Billing:Packs or Billing:Plans.");
        }

        if (
            options.PaidPlans
            && (string.IsNullOrEmpty(payPal.Value.ClientId) || string.IsNullOrEmpty(payPal.Value.ClientSecret))
        )
        {
            mistakes.Add(
                "Billing:PaidPlans is on, and there is no payment provider: set PayPal:ClientId and PayPal:ClientSecret."
            );
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> PlanMistakes(string id, PlanOption plan)
    {
        if (CatalogueRules.Months(plan.Period) is null)
        {
            yield return $"Billing:Plans:{id}:Period is 'month' or 'year'.";
        }

        if (!KeyPart.IsValid(plan.PayPalPlanId))
        {
            yield return $"Billing:Plans:{id}:PayPalPlanId is the plan's id at PayPal.";
        }

        foreach (var mistake in Mistakes("Plans", id, plan))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> Mistakes(string kind, string id, PackOption item)
    {
        if (!KeyPart.IsValid(id))
        {
            yield return $"Billing:{kind}: an id has letters, digits and hyphens.";
        }

        if (item.Credits is < 1 or > MostCredits)
        {
            yield return $"Billing:{kind}:{id}:Credits is from 1 to {MostCredits}.";
        }

        if (Money.Parse(item.Price, item.Currency) is not { Minor: > 0 })
        {
            yield return $"Billing:{kind}:{id}: Price is an amount like 9.99, Currency an ISO code like EUR.";
        }
    }
}
