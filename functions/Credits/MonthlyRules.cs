using System.Globalization;

namespace AiPromptGen.Credits;

/// <summary>The free credits of a calendar month (UTC).</summary>
internal static class MonthlyRules
{
    private const string Prefix = "monthly.";

    /// <summary>A monthly lot is recognized by its id. Its origin is goodwill, because the contract's list of origins is closed.</summary>
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

/// <summary>Limits what support gives an account without a second person in one calendar month (UTC).</summary>
internal static class AloneRules
{
    /// <param name="given">
    /// The month and the sum given in it, as the account row holds them, such as "202611:75"; null when nothing was given yet.
    /// </param>
    /// <returns>The new value for the account row; null when the sum of the month would be more than <paramref name="max"/>.</returns>
    public static string? Give(string? given, long credits, long max, DateTimeOffset now)
    {
        var month = MonthlyRules.MonthOf(now);
        var sum =
            given?.Split(':') is [var last, var text] && string.CompareOrdinal(last, month) >= 0
                // At the end of a month, an instance whose clock is ahead may have written the next month already.
                ? (Month: last, Given: long.Parse(text, CultureInfo.InvariantCulture))
                : (Month: month, Given: 0);
        return sum.Given + credits > max
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{sum.Month}:{sum.Given + credits}");
    }
}
