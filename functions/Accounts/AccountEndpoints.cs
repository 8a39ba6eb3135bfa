namespace AiPromptGen.Accounts;

/// <summary>The caller's own account and ledger.</summary>
internal sealed class AccountEndpoints(
    AccountOpening opening,
    AccountLedger ledger,
    IOptions<CreditOptions> options,
    TimeProvider time
)
{
    [TokenScope(TokenScopes.Read)]
    [Function("GetAccount")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var caller = request.Caller();
        return Answers.Json(
            await ViewAsync(caller, await opening.OpenAsync(caller, cancellationToken), cancellationToken)
        );
    }

    /// <summary>What a client calls when somebody signs in: the one act that opens an account to whom has erased the last.</summary>
    [Function("OpenAccount")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var caller = request.Caller();
        var account = await opening.OpenAsync(caller, isAsked: true, cancellationToken);
        return Answers.Json(await ViewAsync(caller, account, cancellationToken));
    }

    [TokenScope(TokenScopes.Read)]
    [AllowQuery("cursor", "limit")]
    [Function("GetLedger")]
    public async Task<IResult> LedgerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/ledger")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        try
        {
            var page = await ledger.EntriesAsync(
                account.Id,
                request.Query["cursor"],
                Query.Limit(request.Query),
                cancellationToken
            );
            return Answers.Json(new { page.Entries, page.Cursor });
        }
        catch (FormatException)
        {
            return Answers.Problem(Query.CursorInvalid);
        }
    }

    /// <summary>With the authentication record brought up to date.</summary>
    private async Task<AccountView> ViewAsync(Caller caller, LedgerAccount account, CancellationToken cancellationToken)
    {
        if (opening.Seen(account, caller) is { } seen)
        {
            var change = new LedgerChange<bool> { Outcome = true, Profile = seen };
            await ledger.ChangeAsync(account.Id, _ => change, cancellationToken);
            account = await opening.OpenAsync(caller, cancellationToken);
        }

        return AccountView.Of(account, options.Value.MonthlyFree, time.GetUtcNow());
    }
}
