namespace AiPromptGen.Support;

/// <summary><c>POST /support/accounts/{id}/grants</c>: goodwill credits, once a key, audited for both sides.</summary>
internal sealed class SupportGrantEndpoint(AccountLedger ledger, SupportAudit audit, TimeProvider time)
{
    /// <summary>The most that one grant gives: a slip of the hand must not cost a fortune.</summary>
    public const long MostCredits = 1000;

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
        if (request.Credits is < 1 or > MostCredits)
        {
            return Answers.Problem(
                Problems.Invalid("credits", "credits-out-of-range", $"A number from 1 to {MostCredits}.")
            );
        }

        if (!AccountIds.IsValid(id))
        {
            return Answers.Problem(SupportProblems.AccountNotFound);
        }

        var support = http.Caller().AccountId;
        if (support == new AccountId(id))
        {
            return Answers.Problem(SupportProblems.OwnAccount);
        }

        var grant = GrantOf(support, key, request);
        await audit.BeforeAsync(support, ActOf(request), cancellationToken);
        try
        {
            // Of the account too: one key may be used for several, and each grant leaves a row of its own.
            var auditId = $"goodwill-{SupportWords.IdOf(support, key, new AccountId(id))}";
            await GrantAsync(new AccountId(id), grant, auditId, request, cancellationToken);
        }
        catch (AccountNotFoundException)
        {
            return Answers.Problem(SupportProblems.AccountNotFound);
        }

        return Answers.Json(
            new SupportGrantView(grant.Id, id, request.Credits, request.Reason),
            StatusCodes.Status201Created
        );
    }

    private async Task GrantAsync(
        AccountId account,
        Grant grant,
        string auditId,
        SupportGrantRequest request,
        CancellationToken cancellationToken
    )
    {
        var at = time.GetUtcNow();
        if (await ledger.GrantAsync(account, grant, null, cancellationToken) is GrantOutcome.AlreadyGranted earlier)
        {
            var same =
                earlier.Amount == grant.Amount && earlier.Reference.Equals(grant.Reference, StringComparison.Ordinal);
            at = same ? earlier.At : throw IdempotencyHeader.Reused.ToException();
        }

        await audit.AfterAsync(auditId, account, ActOf(request), $"granted:{request.Credits}", at, cancellationToken);
    }

    private static Grant GrantOf(AccountId support, string key, SupportGrantRequest request)
    {
        return new Grant
        {
            Id = $"goodwill-{SupportWords.IdOf(support, key)}",
            Origin = CreditOrigin.Goodwill,
            Amount = new CreditAmount(request.Credits),
            Reference = $"support:{SupportWords.Of(request.Reason)}",
        };
    }

    private static string ActOf(SupportGrantRequest request) => $"support-grant:{SupportWords.Of(request.Reason)}";
}
