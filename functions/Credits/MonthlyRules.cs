using System.Globalization;
using AiPromptGen.Platform;

namespace AiPromptGen.Credits;

/// <summary>Free credits of a calendar month, by UTC.</summary>
internal static class MonthlyRules
{
    public static string MonthOf(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static DateTimeOffset EndOf(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    public static Grant GrantOf(int credits, DateTimeOffset now) =>
        new()
        {
            Id = $"monthly-{MonthOf(now)}",
            Origin = CreditOrigin.Monthly,
            Amount = new CreditAmount(credits),
            Expires = EndOf(now),
            Reference = "monthly-free",
        };
}
