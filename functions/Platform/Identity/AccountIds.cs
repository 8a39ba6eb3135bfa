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
    /// An opaque id, the same for the same tenant and object id. The two name a person for good and for every application;
    /// the subject is another one for each application, and an e-mail address may change hands
    /// (https://learn.microsoft.com/entra/identity-platform/claims-validation). 128 bits of SHA-256, lower-case hex, safe as a
    /// table key and a blob prefix.
    /// </summary>
    public static AccountId From(Guid tenant, Guid person)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{tenant:D}\n{person:D}"));
        return new AccountId("a" + Convert.ToHexStringLower(hash.AsSpan(0, HashCharacters / 2)));
    }
}
