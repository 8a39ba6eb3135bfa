using System.Globalization;

namespace AiPromptGen.Platform.Storage;

/// <summary>Names and ages of tables that hold the rows of one UTC day each.</summary>
internal static class DayTableRules
{
    /// <summary>The privacy policy promises that no row gets as old as this.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromDays(90);

    /// <summary>
    /// The first row of day D is 90 days old when D + 90 begins, so the table must be gone by then. It is due two days earlier:
    /// the daily run of D + 88 takes it, and a run that is a day late, or fails once, still takes it on D + 89.
    /// </summary>
    public const int DueAfterDays = 88;

    private const string DayFormat = "yyyyMMdd";

    public static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    public static string Name(string prefix, DateOnly day) =>
        prefix + day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <returns>Null when the name is not one of ours, whatever it begins with.</returns>
    public static DateOnly? DayOf(string prefix, string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && DateOnly.TryParseExact(
            name.AsSpan(prefix.Length),
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    public static bool IsDue(DateOnly day, DateTimeOffset now) => Day(now).DayNumber - day.DayNumber >= DueAfterDays;
}
