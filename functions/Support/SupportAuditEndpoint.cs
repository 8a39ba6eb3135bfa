using AiPromptGen.Audit;

namespace AiPromptGen.Support;

internal sealed record AuditRowView
{
    public required string Id { get; init; }
    public required string AccountKey { get; init; }
    public required string RequestStatus { get; init; }
    public string? SafetyDecision { get; init; }
    public string? ModelRoute { get; init; }
    public required string QuotaEvent { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }

    public static AuditRowView From(AuditRow row) =>
        new()
        {
            Id = row.Id,
            AccountKey = row.AccountKey.Value,
            RequestStatus = row.RequestStatus,
            SafetyDecision = row.SafetyDecision,
            ModelRoute = row.ModelRoute,
            QuotaEvent = row.QuotaEvent,
            RequestedAt = row.RequestedAt,
            CompletedAt = row.CompletedAt,
        };
}

internal sealed record AuditPageView(IReadOnlyList<AuditRowView> Rows, string? Cursor);

/// <summary>
/// Lets support read audit rows, for questions about abuse, failing providers and refunds. Each question leaves an audit row itself.
/// </summary>
internal sealed class SupportAuditEndpoint(AuditQuery query, AuditKeys keys, SupportAudit audit, TimeProvider time)
{
    /// <summary><c>POST /support/audit</c>: the question is in the body, so that no account's id appears in a log of addresses.</summary>
    [RequireRole(AppRoles.Support)]
    [Function("AskAudit")]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/audit")] HttpRequest http,
        CancellationToken cancellationToken
    ) =>
        await AnswerAsync(
            http,
            await RequestBody.ReadJsonAsync<AuditSearch>(http, cancellationToken),
            cancellationToken
        );

    /// <summary><c>GET /support/audit</c>: the older route for the same, kept for clients that do not use the new one.</summary>
    [RequireRole(AppRoles.Support)]
    [AllowQuery("accountId", "from", "to", "status", "route", "cursor")]
    [Function("QueryAudit")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "support/audit")] HttpRequest http,
        CancellationToken cancellationToken
    ) => AnswerAsync(http, AuditSearch.FromQuery(http.Query), cancellationToken);

    private async Task<IResult> AnswerAsync(HttpRequest http, AuditSearch request, CancellationToken cancellationToken)
    {
        var asked = AuditQuestion.Read(request, time.GetUtcNow());
        await audit.AskedAsync(
            http.Caller().AccountId,
            $"support-query:{asked.Kinds}",
            asked.Account,
            cancellationToken
        );
        var filter = new AuditFilter
        {
            From = asked.From,
            Until = asked.Until,
            Keys = asked.Account is { } account
                ? keys.KeyOf(account, AuditTrail.Minute(asked.From), asked.Until)
                : null,
            Status = asked.Status,
            Route = asked.Route,
        };
        try
        {
            var page = await query.ReadAsync(filter, request.Cursor, cancellationToken);
            return Answers.Json(new AuditPageView([.. page.Rows.Select(AuditRowView.From)], page.Cursor));
        }
        catch (FormatException)
        {
            return Answers.Problem(Query.CursorInvalid);
        }
    }
}
