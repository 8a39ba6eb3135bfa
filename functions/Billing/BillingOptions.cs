using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing;

/// <summary>The one switch of paid plans. Off, no billing route answers and nothing about billing is held.</summary>
public sealed class BillingOptions
{
    public const string Section = "Billing";

    public bool PaidPlans { get; set; }
}

/// <summary>Until there is anything to buy, switching it on must fail loudly and not sell nothing.</summary>
internal sealed class BillingOptionsValidator : IValidateOptions<BillingOptions>
{
    public ValidateOptionsResult Validate(string? name, BillingOptions options) =>
        options.PaidPlans
            ? ValidateOptionsResult.Fail("Billing:PaidPlans is on, and this build has no billing.")
            : ValidateOptionsResult.Success;
}
