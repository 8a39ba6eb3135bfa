using System.ComponentModel.DataAnnotations;
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
}

[OptionsValidator]
internal sealed partial class CreditOptionsValidator : IValidateOptions<CreditOptions>;
