using System.Text.Json.Serialization;

namespace AiPromptGen.Support;

/// <summary>The routes by which support grants goodwill credits.</summary>
internal sealed class SupportGrantEndpoint(SupportGrants grants)
{
    /// <summary><c>POST /support/grants</c>: the account is in the body, so that its id appears in no log of addresses.</summary>
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

    /// <summary><c>POST /support/grants/approvals</c>: approves a grant; only another person than the one who asked may do so.</summary>
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

    /// <summary>
    /// <c>POST /support/accounts/{id}/grants</c>: the older route, kept for clients that do not use the new one. A grant that would need a
    /// second person is refused here.
    /// </summary>
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

/// <summary>Why credits are given. It is one of these words and no free text, so that no grant carries content.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<GrantReason>))]
public enum GrantReason
{
    GenerationFailed,
    ChargedWrongly,
    ProviderFailure,
    ServiceOutage,
    Courtesy,
}

/// <summary>Body of <c>POST /support/accounts/{id}/grants</c>.</summary>
public sealed record SupportGrantRequest
{
    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }
}

/// <summary>Body of <c>POST /support/grants</c>.</summary>
public sealed record SupportGrantOrder
{
    public required string AccountId { get; init; }
    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }
}

/// <summary>Body of <c>POST /support/grants/approvals</c>.</summary>
public sealed record SupportGrantApproval
{
    public required string AccountId { get; init; }

    /// <summary>The id of the grant that waits for approval.</summary>
    public required string Id { get; init; }
}

internal sealed record SupportGrantView(string Id, string AccountId, long Credits, GrantReason Reason);

/// <summary>A grant that a second person has to approve.</summary>
internal sealed record SupportGrantWaitingView(
    string Id,
    string AccountId,
    long Credits,
    GrantReason Reason,
    DateTimeOffset ExpiresAt
);

internal static class SupportProblems
{
    public static readonly Problem AccountNotFound = new(404, "account-not-found", "There is no such account");

    /// <summary>The people of support may have accounts too.</summary>
    public static readonly Problem OwnAccount = new(
        403,
        "own-account",
        "Nobody gives to their own account",
        "Ask a colleague who has the role."
    );

    public static readonly Problem SecondPersonNeeded = new(
        403,
        "second-person-needed",
        "One person alone may not give so much",
        "Ask with POST /support/grants; another person with the role approves."
    );

    public static readonly Problem GrantNotFound = new(
        404,
        "grant-not-found",
        "No such grant waits",
        "The account's id and the grant's are those of the answer to POST /support/grants."
    );

    public static readonly Problem GrantExpired = Problem.Conflict(
        "grant-expired",
        "This grant has waited for too long",
        "Ask again, with a new Idempotency-Key."
    );

    public static Problem CreditsOutOfRange =>
        Problems.Invalid("credits", "credits-out-of-range", $"A number from 1 to {SupportGrants.MaxCredits}.");
}
