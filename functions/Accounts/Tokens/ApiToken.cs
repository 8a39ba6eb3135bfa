using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Accounts.Tokens;

/// <summary>A token as it is kept: on the account's own row, so that it ends with the account. Never the secret itself.</summary>
internal sealed record ApiToken
{
    public required string Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>
    /// SHA-256 of the secret, base64url. The secret has 256 random bits, so nothing is gained by a hash that is slow.
    /// </summary>
    public required string Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Exact to ten minutes; null until it is used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>How a token is written: <c>apg_</c>, the account's id, the token's id, and the secret, parted by underscores.</summary>
/// <remarks>With the account in it a token is found by one read, and no index of tokens is kept outside the account.</remarks>
internal sealed record ApiTokenText(AccountId Account, string Id, string Secret)
{
    private const int SecretBytes = 32;

    public static ApiTokenText New(AccountId account, string id)
    {
        // Base64url has underscores of its own; hex has none.
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return new ApiTokenText(account, id, secret);
    }

    /// <returns>Null when it is not written as a token is.</returns>
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
