using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Support;

internal static class SupportWords
{
    public const int IdDigits = 32;

    /// <summary>The key is the supporter's own, and may hold characters that a row key may not.</summary>
    /// <returns>32 hex digits.</returns>
    public static string IdOf(AccountId support, string key) => Hash($"{support.Value}\n{key}");

    /// <summary>The same, of an id that must differ between accounts.</summary>
    public static string IdOf(AccountId support, string key, AccountId account) =>
        Hash($"{support.Value}\n{key}\n{account.Value}");

    /// <summary>As in JSON.</summary>
    public static string Of<T>(T reason)
        where T : struct, Enum => JsonSerializer.Serialize(reason, AppJson.Options).Trim('"');

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdDigits / 2));
}
