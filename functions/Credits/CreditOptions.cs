using System.ComponentModel.DataAnnotations;
using AiPromptGen.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Credits;

public sealed class CreditOptions
{
    public const string Section = "Credits";

    /// <summary>Given once, when an account is first seen.</summary>
    [Range(0, 100_000)]
    public int SignUpCredits { get; set; } = 50;

    /// <summary>Generations an account may have on the way at once.</summary>
    [Range(1, AdmissionRules.MostActive)]
    public int ConcurrentGenerations { get; set; } = 24;

    /// <summary>Generations and uploads an account may begin per window.</summary>
    [Range(1, 10_000)]
    public int RequestsPerWindow { get; set; } = 120;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;

    /// <summary>After an erasure: days until a new account of the same person gets sign-up credits again.</summary>
    [Range(0, 3650)]
    public int SignUpAgainDays { get; set; } = 90;

    /// <summary>Secret of the keyed hash by which an erased account is known for that long. At least 32 characters.</summary>
    public string? ErasedKeySecret { get; set; }
}

[OptionsValidator]
internal sealed partial class CreditOptionsValidator : IValidateOptions<CreditOptions>;

internal sealed class ErasedKeySecretValidator(IConfiguration configuration) : IValidateOptions<CreditOptions>
{
    public ValidateOptionsResult Validate(string? name, CreditOptions options) =>
        options.ErasedKeySecret is { Length: >= 32 }
        || (options.ErasedKeySecret is null && Hosting.IsDevelopment(configuration))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Set Credits:ErasedKeySecret to at least 32 random characters.");
}
