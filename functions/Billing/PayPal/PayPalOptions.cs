using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Billing.PayPal;

/// <summary>Settings under <c>PayPal</c>: which PayPal is asked, and with which keys (docs/payments.md).</summary>
public sealed class PayPalOptions
{
    public const string Section = "PayPal";

    /// <summary><c>sandbox</c>, PayPal's own test system and the default, or <c>live</c>, where money is real.</summary>
    [AllowedValues("sandbox", "live")]
    public string Environment { get; set; } = "sandbox";

    /// <summary>The id of the REST app at PayPal. It and the secret are needed while <c>Billing:PaidPlans</c> is on.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret of the same REST app.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The id that PayPal gave to our webhook. It is part of what PayPal signs, so without it every webhook is refused.
    /// </summary>
    public string? WebhookId { get; set; }

    /// <summary>The address of a simulator on loopback, in place of PayPal's. It is allowed in development only.</summary>
    public Uri? BaseAddress { get; set; }

    internal bool IsLive => string.Equals(Environment, "live", StringComparison.Ordinal);
}

/// <summary>
/// Refuses an address of another PayPal outside of development, where a person who can change the settings could use it to confirm payments
/// that nobody made.
/// </summary>
internal sealed class PayPalOptionsValidator(IConfiguration configuration) : IValidateOptions<PayPalOptions>
{
    public ValidateOptionsResult Validate(string? name, PayPalOptions options) =>
        string.IsNullOrEmpty(options.ClientId) != string.IsNullOrEmpty(options.ClientSecret)
            ? ValidateOptionsResult.Fail("PayPal:ClientId and PayPal:ClientSecret go together: set both or neither.")
        : options.BaseAddress is not null && !Hosting.IsDevelopment(configuration)
            ? ValidateOptionsResult.Fail("PayPal:BaseAddress is for a simulator in development. Remove it.")
        : options.BaseAddress is { IsLoopback: false }
            ? ValidateOptionsResult.Fail(
                "PayPal:BaseAddress must be an address on loopback, such as http://127.0.0.1:9000/."
            )
        : ValidateOptionsResult.Success;
}
