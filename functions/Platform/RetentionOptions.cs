using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Platform;

/// <summary>For how long the owner keeps what people leave behind. Off, it stays until they delete it themselves.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>No history is shorter: painted pictures are kept for a week, and nothing of a generation ends before them.</summary>
    public const int MinHistoryDays = 7;

    /// <summary>Nobody who was away for a season loses an account.</summary>
    public const int MinInactiveDays = 90;

    /// <summary>After so many days a generation that has ended is deleted; 0: never.</summary>
    [Range(0, 3650)]
    public int HistoryDays { get; set; }

    /// <summary>So many days after its person was last seen an account is inactive: told once, and then erased; 0: never.</summary>
    [Range(0, 3650)]
    public int InactiveDays { get; set; }

    /// <summary>From the telling to the erasure.</summary>
    [Range(7, 365)]
    public int NoticeDays { get; set; } = 30;
}

internal sealed class RetentionLimitsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options) =>
        options.HistoryDays is > 0 and < RetentionOptions.MinHistoryDays
            ? ValidateOptionsResult.Fail(
                $"Retention:HistoryDays must be 0 (never) or at least {RetentionOptions.MinHistoryDays}."
            )
        : options.InactiveDays is > 0 and < RetentionOptions.MinInactiveDays
            ? ValidateOptionsResult.Fail(
                $"Retention:InactiveDays must be 0 (never) or at least {RetentionOptions.MinInactiveDays}."
            )
        : ValidateOptionsResult.Success;
}

/// <summary>The same for clients; what is absent has no end.</summary>
public sealed record RetentionView(int? HistoryDays, int? InactiveDays, int? NoticeDays)
{
    public static RetentionView From(RetentionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(
            options.HistoryDays > 0 ? options.HistoryDays : null,
            options.InactiveDays > 0 ? options.InactiveDays : null,
            options.InactiveDays > 0 ? options.NoticeDays : null
        );
    }
}
