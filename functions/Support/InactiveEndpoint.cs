namespace AiPromptGen.Support;

/// <summary>Body of <c>POST /support/inactive</c>.</summary>
public sealed record InactiveRequest
{
    /// <summary>Accounts whose people have been written to.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    public string? Cursor { get; init; }
}

/// <param name="Email">The address to write to.</param>
internal sealed record InactiveAccountView(string AccountId, string Email, DateTimeOffset LastSeenAt);

/// <param name="ErasedFrom">When an account will be erased if its person is told now.</param>
/// <param name="Accounts">Inactive accounts whose people are still to be told.</param>
internal sealed record InactiveView(
    DateTimeOffset ErasedFrom,
    IReadOnlyList<InactiveAccountView> Accounts,
    string? Cursor
);

/// <summary>
/// <c>POST /support/inactive</c>: lists the inactive accounts whose people are to be told that the account will be erased, and takes the
/// ids of those who have been told. The program sends no mail. An account with an e-mail address is not erased before support reports that
/// its person was told.
/// </summary>
internal sealed class InactiveEndpoint(
    InactiveAccounts inactive,
    SupportAudit audit,
    IOptions<RetentionOptions> options,
    TimeProvider time
)
{
    private const int MaxTold = 100;
    private const string Act = "support-inactive";

    [RequireRole(AppRoles.Support)]
    [Function("TellInactive")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/inactive")] HttpRequest http,
        CancellationToken cancellationToken
    )
    {
        var request = await RequestBody.ReadJsonAsync<InactiveRequest>(http, cancellationToken);
        if (request.Told.Count > MaxTold || !request.Told.All(AccountIds.IsValid))
        {
            return Answers.Problem(
                Problems.Invalid("told", "account-id-invalid", $"Up to {MaxTold} ids of accounts, as they were told.")
            );
        }

        if (!InactiveAccounts.IsCursor(request.Cursor))
        {
            return Answers.Problem(Query.CursorInvalid);
        }

        await audit.BeforeAsync(http.Caller().AccountId, Act, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var id in request.Told.Distinct(StringComparer.Ordinal).Select(id => new AccountId(id)))
        {
            if (await inactive.TellAsync(id, cancellationToken) is { } end)
            {
                // A report that is repeated writes the same row, because its time is that of the first report.
                var at = end.AddDays(-options.Value.NoticeDays);
                await audit.AfterAsync($"{id.Value}-told", id, "inactive-told", "none", at, cancellationToken);
            }
        }

        var page = await inactive.FindUntoldAsync(request.Cursor, cancellationToken);
        return Answers.Json(
            new InactiveView(now.AddDays(options.Value.NoticeDays), [.. page.Accounts.Select(ViewOf)], page.Cursor)
        );
    }

    private static InactiveAccountView ViewOf(LedgerAccount account) =>
        new(account.Id.Value, account.Profile.Email!, InactiveRules.LastSeen(account) ?? account.OpenedAt);
}
