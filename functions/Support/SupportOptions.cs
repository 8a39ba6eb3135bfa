using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Support;

public sealed class SupportOptions
{
    public const string Section = "Support";

    /// <summary>
    /// Credits that an account may get in a calendar month (UTC) from one person of support alone, all of them taken together.
    /// Beyond it a second one has to approve; 0: always.
    /// </summary>
    [Range(0, 100_000)]
    public int GrantAlone { get; set; } = 100;
}
