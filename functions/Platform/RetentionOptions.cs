using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Platform;

/// <summary>How long the owner keeps what people leave behind. With 0, which is the default, it stays until they delete it themselves.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// The shortest history that can be set: painted pictures are kept for a week, and a generation must not be deleted before them.
    /// </summary>
    public const int MinHistoryDays = 7;

    /// <summary>The least number of days, so that a person who is away for a season loses nothing.</summary>
    public const int MinInactiveDays = 90;

    /// <summary>Days after which a generation that has ended is deleted; 0, the default, is never.</summary>
    [Range(0, 3650)]
    public int HistoryDays { get; set; }

    /// <summary>
    /// Days without a visit after which an account is inactive. Its person is told once, and later it is erased. 0, the default, is never.
    /// </summary>
    [Range(0, 3650)]
    public int InactiveDays { get; set; }

    /// <summary>Days from telling the person to the erasure.</summary>
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

/// <summary>The retention as clients are told it. A member is absent when nothing is deleted by it.</summary>
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
