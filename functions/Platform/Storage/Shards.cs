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

    public static string Of(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..Digits];
}
