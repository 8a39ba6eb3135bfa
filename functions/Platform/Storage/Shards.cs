using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform.Storage;

/// <summary>Sixteen partitions for rows of everybody, by a hash of the id: one would take every write.</summary>
internal static class Shards
{
    public static string Of(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..1];
}
