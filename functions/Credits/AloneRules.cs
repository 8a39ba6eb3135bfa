using System.Globalization;

namespace AiPromptGen.Credits;

/// <summary>What one person of support has given an account without a second one, by calendar month (UTC).</summary>
internal static class AloneRules
{
    /// <summary>Property of the account row: "202611:75".</summary>
    public const string Property = "GivenAlone";

    /// <returns>The property as it is to be; null when the month would have more than <paramref name="most"/>.</returns>
    public static IReadOnlyDictionary<string, object>? Give(
        IReadOnlyDictionary<string, object> profile,
        long credits,
        long most,
        DateTimeOffset now
    )
    {
        var month = MonthlyRules.MonthOf(now);
        var given =
            (profile.GetValueOrDefault(Property) as string)?.Split(':') is [var last, var sum]
            && string.CompareOrdinal(last, month) >= 0
                // Of a later month at its end, when the clocks of two instances differ.
                ? (Month: last, Sum: long.Parse(sum, CultureInfo.InvariantCulture))
                : (Month: month, Sum: 0);
        return given.Sum + credits > most
            ? null
            : new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [Property] = string.Create(CultureInfo.InvariantCulture, $"{given.Month}:{given.Sum + credits}"),
            };
    }
}
