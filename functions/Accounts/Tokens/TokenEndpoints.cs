namespace AiPromptGen.Accounts.Tokens;

/// <summary>The caller's API tokens. Only somebody who has signed in may see or change them: no token makes another.</summary>
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
        var made = await tokens.AddAsync(account.Id, body, cancellationToken);
        return Answers.Json(made, StatusCodes.Status201Created);
    }

    [Function("ListTokens")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/tokens")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        return Answers.Json(new TokenList([.. ApiTokenStore.Of(account).Select(TokenView.Of)]));
    }

    [Function("RevokeToken")]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "account/tokens/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        return Ids.IsValid(id) && await tokens.RevokeAsync(account.Id, id, cancellationToken)
            ? Results.NoContent()
            : Answers.Problem(TokenProblems.NotFound);
    }
}
