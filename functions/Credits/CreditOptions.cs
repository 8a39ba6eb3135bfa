using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Credits;

public sealed class CreditOptions
{
    public const string Section = "Credits";

    /// <summary>Given once, when an account is first seen.</summary>
    [Range(0, 100_000)]
    public int SignUpCredits { get; set; } = 50;

    /// <summary>Free at the first sight of an account in each calendar month (UTC), until that month ends; 0 is off.</summary>
    [Range(0, 100_000)]
    public int MonthlyFree { get; set; }

    /// <summary>Generations an account may have on the way at once.</summary>
    [Range(1, AdmissionRules.MaxActive)]
    public int ConcurrentGenerations { get; set; } = 24;

    /// <summary>Generations and uploads an account may begin per window.</summary>
    [Range(1, 10_000)]
    public int RequestsPerWindow { get; set; } = 120;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;

    /// <summary>Refusals by the safety check within their window that slow an account down.</summary>
    [Range(2, 50)]
    public int RefusalThreshold { get; set; } = 5;

    [Range(1, 86_400)]
    public int RefusalWindowSeconds { get; set; } = 600;

    /// <summary>The first pause; each one is twice the last.</summary>
    [Range(1, 3600)]
    public int RefusalPauseSeconds { get; set; } = 60;

    /// <summary>However many there were: nobody is shut out for longer.</summary>
    [Range(1, 3600)]
    public int LongestRefusalPauseSeconds { get; set; } = 3600;

    /// <summary>After an erasure: days until a new account of the same person gets sign-up credits again.</summary>
    [Range(0, DayTableRules.DueAfterDays)]
    public int SignUpAgainDays { get; set; } = DayTableRules.DueAfterDays;

    internal const string DevelopmentSecret = "development only: hashes of erased accounts and keys";

    /// <summary>
    /// Secret of the keyed hashes by which an erased account is known for that long and requests know their repetitions. At least
    /// 32 characters, and no other secret's.
    /// </summary>
    public string? ErasedKeySecret { get; set; }
}

internal sealed class RefusalPauseValidator : IValidateOptions<CreditOptions>
{
    public ValidateOptionsResult Validate(string? name, CreditOptions options) =>
        options.RefusalPauseSeconds <= options.LongestRefusalPauseSeconds
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Credits:RefusalPauseSeconds ({options.RefusalPauseSeconds}) must be at most "
                    + $"Credits:LongestRefusalPauseSeconds ({options.LongestRefusalPauseSeconds})."
            );
}

internal sealed class ErasedKeySecretValidator(IConfiguration configuration) : IValidateOptions<CreditOptions>
{
    public ValidateOptionsResult Validate(string? name, CreditOptions options) =>
        options.ErasedKeySecret is { Length: >= 32 }
        || (options.ErasedKeySecret is null && Hosting.IsDevelopment(configuration))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Set Credits:ErasedKeySecret to at least 32 random characters.");
}
