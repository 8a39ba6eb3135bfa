namespace AiPromptGen.Support;

/// <summary>Goodwill credits by support.</summary>
internal sealed class SupportGrantEndpoint(SupportGrants grants)
{
    /// <summary><c>POST /support/grants</c>: the account stands in the body, so that its id is in nobody's list of addresses.</summary>
    [RequireRole(AppRoles.Support)]
    [Function("OrderGrant")]
    public async Task<IResult> OrderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/grants")] HttpRequest http,
        CancellationToken cancellationToken
    )
    {
        var key = IdempotencyHeader.Read(http);
        var order = await RequestBody.ReadJsonAsync<SupportGrantOrder>(http, cancellationToken);
        var request = new SupportGrantRequest { Credits = order.Credits, Reason = order.Reason };
        var (id, waiting) = await grants.OrderAsync(
            http.Caller().AccountId,
            order.AccountId,
            key,
            request,
            mayWait: true,
            cancellationToken
        );
        return waiting is { ApprovedAt: null }
            ? Answers.Json(
                new SupportGrantWaitingView(id, order.AccountId, order.Credits, order.Reason, waiting.ExpiresAt),
                StatusCodes.Status202Accepted
            )
            : Granted(id, order.AccountId, request);
    }

    /// <summary><c>POST /support/grants/approvals</c>: by another person than the one who asked.</summary>
    [RequireRole(AppRoles.Support)]
    [Function("ApproveGrant")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/grants/approvals")] HttpRequest http,
        CancellationToken cancellationToken
    )
    {
        var approval = await RequestBody.ReadJsonAsync<SupportGrantApproval>(http, cancellationToken);
        var given = await grants.ApproveAsync(http.Caller().AccountId, approval, cancellationToken);
        return Answers.Json(
            new SupportGrantView(approval.Id, approval.AccountId, given.Credits, given.Reason),
            StatusCodes.Status201Created
        );
    }

    /// <summary><c>POST /support/accounts/{id}/grants</c>: as it was before, for clients that know no other. Nothing waits.</summary>
    [RequireRole(AppRoles.Support)]
    [Function("GrantCredits")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/accounts/{id}/grants")] HttpRequest http,
        string id,
        CancellationToken cancellationToken
    )
    {
        var key = IdempotencyHeader.Read(http);
        var request = await RequestBody.ReadJsonAsync<SupportGrantRequest>(http, cancellationToken);
        var (grantId, _) = await grants.OrderAsync(
            http.Caller().AccountId,
            id,
            key,
            request,
            mayWait: false,
            cancellationToken
        );
        return Granted(grantId, id, request);
    }

    private static IResult Granted(string id, string account, SupportGrantRequest request) =>
        Answers.Json(new SupportGrantView(id, account, request.Credits, request.Reason), StatusCodes.Status201Created);
}
