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

    /// <summary>
    /// A client calls this when a person signs in. Only this call opens a new account for a person who has erased the last one.
    /// </summary>
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

    /// <summary>The account's view, after the e-mail address and the time last seen were brought up to date.</summary>
    private async Task<AccountView> ViewAsync(Caller caller, LedgerAccount account, CancellationToken cancellationToken)
    {
        if (opening.Seen(account, caller) is { } seen)
        {
            var change = new LedgerChange<bool> { Outcome = true, Profile = seen };
            await ledger.ChangeAsync(account.Ref, _ => change, cancellationToken);
            account = await opening.OpenAsync(caller, cancellationToken);
        }

        return AccountView.From(account, options.Value.MonthlyFree, time.GetUtcNow());
    }
}

internal sealed record AccountView
{
    public required string Id { get; init; }
    public string? Email { get; init; }

    /// <summary>
    /// False when no sign-in has given an address, so that none is held. A page must not then show an address from elsewhere as if it were
    /// held.
    /// </summary>
    public required bool EmailHeld { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public required BalanceView Credits { get; init; }

    /// <summary>Absent when the settings give no monthly credits.</summary>
    public MonthlyFreeView? MonthlyFree { get; init; }

    /// <param name="monthlyFree">Credits that every account gets in each calendar month (UTC).</param>
    public static AccountView From(LedgerAccount account, int monthlyFree, DateTimeOffset now) =>
        new()
        {
            MonthlyFree = monthlyFree == 0 ? null : new(monthlyFree, MonthlyRules.EndOf(now)),
            Id = account.Id.Value,
            EmailHeld = account.Profile.Email is not null,
            Email = account.Profile.Email,
            CreatedAt = account.Profile.FirstSeenAt,
            Credits = new BalanceView
            {
                Balance = account.Credits.Balance.Value,
                Reserved = account.Credits.Reserved.Value,
                Available = account.Credits.Available(now).Value,
                Debt = account.Credits.Debt.Value,
                Lots =
                [
                    .. account.Credits.Lots.Select(lot => new LotView(
                        lot.Origin,
                        lot.Amount.Value,
                        lot.Remaining.Value,
                        lot.Granted,
                        lot.Expires
                    )),
                ],
            },
        };
}

/// <summary>
/// Amounts in credits. Available is the balance less what is reserved and what has expired but is not yet booked. Debt is paid by the next
/// grant.
/// </summary>
internal sealed record BalanceView
{
    public required long Balance { get; init; }
    public required long Reserved { get; init; }
    public required long Available { get; init; }
    public required long Debt { get; init; }
    public required IReadOnlyList<LotView> Lots { get; init; }
}

internal sealed record LotView(
    CreditOrigin Origin,
    long Amount,
    long Remaining,
    DateTimeOffset GrantedAt,
    DateTimeOffset? ExpiresAt
);

/// <param name="Credits">Free credits of each calendar month (UTC).</param>
/// <param name="RenewsAt">When this month's credits expire and the next month's can be had.</param>
internal sealed record MonthlyFreeView(int Credits, DateTimeOffset RenewsAt);
