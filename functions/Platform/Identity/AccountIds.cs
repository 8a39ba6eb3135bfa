using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Platform.Identity;

public static class AccountIds
{
    private const int HashCharacters = 32;

    /// <summary>Whether a text from outside can be the id of an account.</summary>
    public static bool IsValid(string? id) =>
        id is ['a', .. { Length: HashCharacters } hash] && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// An opaque id, the same for the same tenant and object id. The two identify a person permanently and for every application. A token's
    /// subject differs from application to application, and an e-mail address may pass to another person
    /// (https://learn.microsoft.com/entra/identity-platform/claims-validation). The id has 128 bits of SHA-256 as lower-case hex, so it can
    /// be a table key and a blob prefix.
    /// </summary>
    public static AccountId From(Guid tenant, Guid person)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{tenant:D}\n{person:D}"));
        return new AccountId("a" + Convert.ToHexStringLower(hash.AsSpan(0, HashCharacters / 2)));
    }
}
