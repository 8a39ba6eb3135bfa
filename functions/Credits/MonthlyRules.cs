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

/// <summary>What one person of support has given an account without a second one, by calendar month (UTC).</summary>
internal static class AloneRules
{
    /// <param name="given">As the account row says it: "202611:75"; null when nothing was given yet.</param>
    /// <returns>As the row is to say it; null when the month would have more than <paramref name="max"/>.</returns>
    public static string? Give(string? given, long credits, long max, DateTimeOffset now)
    {
        var month = MonthlyRules.MonthOf(now);
        var sum =
            given?.Split(':') is [var last, var text] && string.CompareOrdinal(last, month) >= 0
                // Of a later month at its end, when the clocks of two instances differ.
                ? (Month: last, Given: long.Parse(text, CultureInfo.InvariantCulture))
                : (Month: month, Given: 0);
        return sum.Given + credits > max
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{sum.Month}:{sum.Given + credits}");
    }
}
