namespace AiPromptGen.Accounts.Tokens;

/// <summary>The caller's API tokens. Only a person who has signed in may see or change them, so that no token can make another.</summary>
internal sealed class TokenEndpoints(AccountOpening opening, ApiTokenStore tokens)
{
    [Function("CreateToken")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/tokens")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadJsonAsync<TokenRequest>(request, cancellationToken);
        ApiTokenRules.Check(body);
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        var made = await tokens.AddAsync(account.Ref, body, cancellationToken);
        return Answers.Json(made, StatusCodes.Status201Created);
    }

    [Function("ListTokens")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/tokens")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        return Answers.Json(new TokenList([.. ApiTokenStore.From(account).Select(TokenView.From)]));
    }

    [Function("RevokeToken")]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "account/tokens/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        return Ids.IsValid(id) && await tokens.RevokeAsync(account.Ref, id, cancellationToken)
            ? Results.NoContent()
            : Answers.Problem(TokenProblems.NotFound);
    }
}

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

    /// <summary>The token itself. It is only in the answer that creates it, and cannot be read again later.</summary>
    public string? Token { get; init; }

    internal static TokenView From(ApiToken token) =>
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
