using AiPromptGen.Audit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Erasure;

/// <summary>
/// <c>DELETE /account</c> and what became of it. Neither opens an account; the status lives in the orchestration, which is
/// there when the account no longer is, and then in what is remembered of the erasure. Once it is told that all is done the
/// orchestration goes too: it was the last thing that names the account.
/// </summary>
internal sealed class ErasureEndpoints(
    AccountLedger ledger,
    ErasedAccounts erased,
    AuditTrail audit,
    Ids ids,
    TimeProvider time
)
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
        var view = await FindAsync(client, id, cancellationToken);
        if (account is null && view is null)
        {
            return Answers.Problem(ErasureProblems.AccountNotFound);
        }

        if (account is not null && view is not { Status: ErasureStatus.Running })
        {
            view = await StartAsync(client, account, cancellationToken);
        }

        request.HttpContext.Response.Headers.Location = $"{request.Path}/erasure";
        return Answers.Json(view, StatusCodes.Status202Accepted);
    }

    [Function("GetErasure")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "account/erasure")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var view = await FindAsync(client, request.Caller().AccountId, cancellationToken);
        return view is null ? Answers.Problem(ErasureProblems.NotFound) : Answers.Json(view);
    }

    /// <summary>One instance id an account: asked twice it is the same erasure, and a stopped one is taken up again.</summary>
    private async Task<ErasureView> StartAsync(
        DurableTaskClient client,
        LedgerAccount account,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await audit.WriteAsync(
            new AuditRow
            {
                Id = ids.New(),
                AccountKey = audit.KeyOf(account.Id, now),
                RequestStatus = "erasure-requested",
                QuotaEvent = "none",
                RequestedAt = now,
                CompletedAt = now,
            },
            cancellationToken
        );
        var start = new ErasureStart { AccountId = account.Id.Value, OpenedAt = account.OpenedAt };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(AccountErasureOrchestrator),
                start,
                new StartOrchestrationOptions(InstanceId(account.Id)),
                cancellationToken
            );
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody else may have started it in this moment; whether it runs is what counts.
            if (await FindAsync(client, account.Id, cancellationToken) is not { Status: ErasureStatus.Running })
            {
                throw;
            }
        }

        return new ErasureView { Id = InstanceId(account.Id), Status = ErasureStatus.Running };
    }

    private async Task<ErasureView?> FindAsync(
        DurableTaskClient client,
        AccountId account,
        CancellationToken cancellationToken
    )
    {
        var id = InstanceId(account);
        var instance = await client.GetInstanceAsync(id, cancellation: cancellationToken);
        if (instance is null)
        {
            var isGone =
                await ledger.ReadAsync(account, cancellationToken) is null
                && (await erased.RecallAsync(account, cancellationToken)).ErasedAt is not null;
            return isGone ? new ErasureView { Id = id, Status = ErasureStatus.Done } : null;
        }

        var isDone = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed;
        if (isDone)
        {
            await client.PurgeInstanceAsync(id, cancellationToken);
        }

        return new ErasureView
        {
            Id = id,
            Status =
                isDone ? ErasureStatus.Done
                : instance.IsCompleted ? ErasureStatus.Failed
                : ErasureStatus.Running,
        };
    }

    /// <summary>Engines log the ids of instances, and never their input.</summary>
    private string InstanceId(AccountId account) => $"erasure-{erased.NameOf(account)}";
}
