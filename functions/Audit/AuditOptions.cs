using AiPromptGen.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Audit;

public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>Secret of the keyed hash that stands for an account in audit rows. At least 32 characters.</summary>
    public string? AccountKeySecret { get; set; }
}

internal sealed class AuditOptionsValidator(IConfiguration configuration) : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) =>
        options.AccountKeySecret is { Length: >= 32 }
        || (options.AccountKeySecret is null && Hosting.IsDevelopment(configuration))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Set Audit:AccountKeySecret to at least 32 random characters.");
}
