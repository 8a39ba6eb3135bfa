using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Accounts.Tokens;

/// <summary>An API token as it is stored, without its secret, in the account's own row, so that it ends with the account.</summary>
internal sealed record ApiToken
{
    public required string Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>SHA-256 of the secret, base64url. The secret has 256 random bits, so a slow hash would add nothing.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last use, exact to ten minutes; null until the token is used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>The text of a token: <c>apg_</c>, then the account's id, the token's id and the secret, separated by underscores.</summary>
/// <remarks>
/// Because the text has the account's id, a token is found by one read, and no index of tokens is kept outside the account.
/// </remarks>
internal sealed record ApiTokenText(AccountId Account, string Id, string Secret)
{
    private const int SecretBytes = 32;

    public static ApiTokenText New(AccountId account, string id)
    {
        // In hex, because base64url may contain underscores itself.
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return new ApiTokenText(account, id, secret);
    }

    /// <returns>Null when the text does not have the form of a token.</returns>
    public static ApiTokenText? Parse(string text) =>
        text.Split('_') is ["apg", var account, var id, { Length: SecretBytes * 2 } secret]
        && AccountIds.IsValid(account)
        && Ids.IsValid(id)
            ? new ApiTokenText(new AccountId(account), id, secret)
            : null;

    public static string HashOf(string secret) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public bool Fits(ApiToken kept) =>
        string.Equals(kept.Id, Id, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(kept.Hash),
            Encoding.ASCII.GetBytes(HashOf(Secret))
        );

    public override string ToString() => $"{IApiTokens.Prefix}{Account.Value}_{Id}_{Secret}";
}
