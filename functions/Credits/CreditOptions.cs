using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Credits;

public sealed class CreditOptions
{
    public const string Section = "Credits";

    /// <summary>Credits that a new account begins with.</summary>
    [Range(0, 100_000)]
    public int SignUpCredits { get; set; } = 50;

    /// <summary>
    /// Free credits that an account gets at its first request in each calendar month (UTC), and that expire when the month ends. 0 turns
    /// them off.
    /// </summary>
    [Range(0, 100_000)]
    public int MonthlyFree { get; set; }

    /// <summary>Generations that an account may have active at once.</summary>
    [Range(1, AdmissionRules.MaxActive)]
    public int ConcurrentGenerations { get; set; } = 24;

    /// <summary>Generations and uploads that an account may begin in each window of <see cref="WindowSeconds"/>.</summary>
    [Range(1, 10_000)]
    public int RequestsPerWindow { get; set; } = 120;

    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 60;

    /// <summary>This many refusals by the safety check within <see cref="RefusalWindowSeconds"/> bring a pause.</summary>
    [Range(2, 50)]
    public int RefusalThreshold { get; set; } = 5;

    [Range(1, 86_400)]
    public int RefusalWindowSeconds { get; set; } = 600;

    /// <summary>The first pause, in seconds; each further one is twice the last.</summary>
    [Range(1, 3600)]
    public int RefusalPauseSeconds { get; set; } = 60;

    /// <summary>The longest pause, in seconds, however many refusals there were.</summary>
    [Range(1, 3600)]
    public int LongestRefusalPauseSeconds { get; set; } = 3600;

    /// <summary>Days after an erasure until a new account of the same person gets sign-up credits again.</summary>
    [Range(0, DayTableRules.DueAfterDays)]
    public int SignUpAgainDays { get; set; } = DayTableRules.DueAfterDays;

    internal const string DevelopmentSecret = "development only: hashes of erased accounts and keys";

    /// <summary>
    /// Secret of the keyed hashes by which an erased account is recognized and a repeated request is recognized. It has at least 32
    /// characters and must not be used as any other secret.
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
