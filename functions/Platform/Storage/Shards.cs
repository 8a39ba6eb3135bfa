using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform.Storage;

/// <summary>
/// Spreads the rows of all accounts over 256 partitions by a hash of the id, because one partition takes at most 2,000 rows a second
/// (docs/capacity.md).
/// </summary>
internal static class Shards
{
    private const int Digits = 2;

    /// <summary>The number of partitions.</summary>
    public const int Count = 256;

    /// <summary>
    /// The ranges in which readers go through a whole table, one for each first digit: from the first partition to the first one beyond.
    /// </summary>
    public static IReadOnlyList<(string From, string End)> Ranges { get; } =
    [.. "0123456789abcdef".Select(digit => (From: digit.ToString(), End: ((char)(digit + 1)).ToString()))];

    public static string ForId(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..Digits];
}

/// <summary>
/// Distributes all accounts over the hours of a day by the first digits of their ids. So a timer that runs every hour looks at each account
/// once a day without storing where it is. When a run is missed, its accounts are looked at the next day.
/// </summary>
internal static class AccountTurns
{
    private const int Parts = 256;
    private const int HoursADay = 24;

    /// <returns>The partition keys of this hour: from the first one to the first one beyond.</returns>
    public static (string From, string End) At(DateTimeOffset now)
    {
        var hour = now.UtcDateTime.Hour;
        return (Key(hour), Key(hour + 1));
    }

    /// <summary>The first key of an hour. Ids begin with an 'a', followed by hex digits.</summary>
    private static string Key(int hour) => hour == HoursADay ? "b" : $"a{hour * Parts / HoursADay:x2}";
}
