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
public sealed class PackOption
{
    public int Credits { get; set; }

    /// <summary>"9.99"</summary>
    public string Price { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";
}

/// <summary>Credits for each period that is paid.</summary>
public sealed class PlanOption
{
    public int Credits { get; set; }

    /// <inheritdoc cref="PackOption.Price"/>
    public string Price { get; set; } = "";

    /// <inheritdoc cref="PackOption.Currency"/>
    public string Currency { get; set; } = "";

    /// <summary>The plan at PayPal that bills this price: "P-…".</summary>
    public string PayPalPlanId { get; set; } = "";

    /// <summary>"month" or "year".</summary>
    public string Period { get; set; } = "";
}
