using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform.Identity;

public static class AccountIds
{
    private const int HashCharacters = 32;

    /// <summary>Whether somebody's text can be the id of an account.</summary>
    public static bool IsValid(string? id) =>
        id is ['a', .. { Length: HashCharacters } hash] && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// An opaque id, the same for the same issuer and subject: people may sign in with several providers, and the e-mail may
    /// change hands. 128 bits of SHA-256, lower-case hex, safe as a table key and a blob prefix.
    /// </summary>
    public static AccountId From(string issuer, string subject)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}"));
        return new AccountId("a" + Convert.ToHexStringLower(hash.AsSpan(0, HashCharacters / 2)));
    }
}
