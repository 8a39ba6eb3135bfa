using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Erasure;

/// <summary><c>DELETE /account</c> and what became of it. Neither opens an account.</summary>
internal sealed class ErasureEndpoints(AccountLedger ledger, AccountErasures erasures)
{
    [Function("DeleteAccount")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "account")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadJsonAsync<ErasureRequest>(request, cancellationToken);
        if (!string.Equals(body.Confirm, ErasureRequest.Words, StringComparison.Ordinal))
        {
            return Answers.Problem(ErasureProblems.Unconfirmed());
        }

        var id = request.Caller().AccountId;
        var account = await ledger.ReadAsync(id, cancellationToken);
        var view = await erasures.FindAsync(client, id, cancellationToken);
        if (account is null && view is null)
        {
            return Answers.Problem(ErasureProblems.AccountNotFound);
        }

        if (account is not null && view is not { Status: ErasureStatus.Running })
        {
            view = await erasures.StartAsync(client, account, ErasureReason.Requested, cancellationToken);
        }

        request.HttpContext.Response.Headers.Location = $"{request.Path}/erasure";
        return Answers.Json(view, StatusCodes.Status202Accepted);
    }

    [Function("GetErasure")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/erasure")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var view = await erasures.FindAsync(client, request.Caller().AccountId, cancellationToken);
        return view is null ? Answers.Problem(ErasureProblems.NotFound) : Answers.Json(view);
    }
}
