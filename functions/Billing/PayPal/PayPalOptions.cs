using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Billing.PayPal;

public sealed class PayPalOptions
{
    public const string Section = "PayPal";

    [AllowedValues("sandbox", "live")]
    public string Environment { get; set; } = "sandbox";

    /// <summary>Of the REST app. Needed for paid plans.</summary>
    public string? ClientId { get; set; }

    /// <inheritdoc cref="ClientId"/>
    public string? ClientSecret { get; set; }

    /// <summary>The webhook's own id at PayPal: part of what is signed. Without it every webhook is turned away.</summary>
    public string? WebhookId { get; set; }

    /// <summary>Of a simulator on loopback, in place of PayPal's own. Development only.</summary>
    public Uri? BaseAddress { get; set; }

    internal bool IsLive => string.Equals(Environment, "live", StringComparison.Ordinal);
}

/// <summary>Whoever could set an address in production could mint credits.</summary>
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
