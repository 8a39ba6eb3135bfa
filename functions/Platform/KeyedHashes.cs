using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform;

/// <summary>
/// Hashes of values that must not be readable; without the secret nobody can find the value by guessing. Each use has a label, so that a
/// hash of one use never equals one of another.
/// </summary>
public sealed class KeyedHashes(string secret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <param name="label">Names the use; it contains no line break.</param>
    /// <returns>HMAC-SHA-256 (RFC 2104) of both, as 64 lower-case hex digits.</returns>
    public string Hash(string label, string text) => Hash(label, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Hash(string, string)"/>
    public string Hash(string label, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{label}\n"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
