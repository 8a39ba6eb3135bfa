using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform.Storage;

/// <summary>
/// 256 partitions for rows of everybody, by a hash of the id: one takes 2,000 rows a second and no more (docs/capacity.md).
/// </summary>
internal static class Shards
{
    private const int Digits = 2;

    /// <summary>How many, and how readers of a whole table share it: by the first digit.</summary>
    public const int Count = 256;

    /// <summary>From the first partition of a range to the first that is beyond it; together they are the table.</summary>
    public static IReadOnlyList<(string From, string End)> Ranges { get; } =
    [.. "0123456789abcdef".Select(digit => (From: digit.ToString(), End: ((char)(digit + 1)).ToString()))];

    public static string ForId(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..Digits];
}

/// <summary>
/// All accounts, shared out over the hours of a day by the first digits of their ids: a timer that runs each hour looks at every
/// account once a day and remembers nothing. A run that is lost is made up for the next day.
/// </summary>
internal static class AccountTurns
{
    private const int Parts = 256;
    private const int HoursADay = 24;

    /// <returns>Partition keys of the hour: from the first one to the first that is beyond.</returns>
    public static (string From, string End) At(DateTimeOffset now)
    {
        var hour = now.UtcDateTime.Hour;
        return (Key(hour), Key(hour + 1));
    }

    /// <summary>Ids are an 'a' and hex digits.</summary>
    private static string Key(int hour) => hour == HoursADay ? "b" : $"a{hour * Parts / HoursADay:x2}";
}
