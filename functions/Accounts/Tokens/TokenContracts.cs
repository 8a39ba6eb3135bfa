namespace AiPromptGen.Accounts.Tokens;

/// <summary>Body of <c>POST /account/tokens</c>.</summary>
public sealed record TokenRequest
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
}

public sealed record TokenView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The token itself. It stands only in the answer that creates it, and cannot be read again later.</summary>
    public string? Token { get; init; }

    internal static TokenView Of(ApiToken token) =>
        new()
        {
            Id = token.Id,
            Name = token.Name,
            Scopes = token.Scopes,
            CreatedAt = token.CreatedAt,
            LastUsedAt = token.LastUsedAt,
        };
}

public sealed record TokenList(IReadOnlyList<TokenView> Tokens);

internal static class TokenProblems
{
    public static readonly Problem Full = Problem.Conflict(
        "tokens-full",
        "There is no room for another token",
        "An account has at most ten. Revoke one that is not needed any more."
    );

    public static readonly Problem NotFound = new(404, "token-not-found", "There is no such token");
}
