using System.Globalization;

namespace AiPromptGen.Credits;

/// <summary>Free credits of a calendar month, by UTC.</summary>
internal static class MonthlyRules
{
    private const string Prefix = "monthly.";

    /// <summary>Told by its id: the contract's list of origins is closed, so there they are goodwill that expires.</summary>
    public static bool IsMonthly(CreditLot lot) => lot.Id.StartsWith(Prefix, StringComparison.Ordinal);

    public static string MonthOf(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static DateTimeOffset EndOf(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    public static Grant GrantOf(int credits, DateTimeOffset now) =>
        new()
        {
            Id = Prefix + MonthOf(now),
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(credits),
            Expires = EndOf(now),
            Reference = "monthly-free",
        };
}
