using System.Text.Json.Serialization;

namespace PaypalServerSdk.Standard.Models;

// Models that orders, payments and subscriptions share. Names are those of PayPal's package.

public class Money
{
    public string? CurrencyCode { get; set; }

    [JsonPropertyName("value")]
    public string? MValue { get; set; }
}

public class LinkDescription
{
    public string? Href { get; set; }
    public string? Rel { get; set; }
}

public class ErrorDetails
{
    public string? Field { get; set; }
    public string? Issue { get; set; }
    public string? Description { get; set; }
}

public class PayeeBase
{
    public string? MerchantId { get; set; }
}

public class Payer
{
    public string? PayerId { get; set; }
}
