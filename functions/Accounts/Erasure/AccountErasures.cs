using AiPromptGen.Audit;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Erasure;

internal enum ErasureReason
{
    Requested,
    Inactive,
}

/// <summary>
/// Begins erasures and says what became of them: in the orchestration while there is one, and then in what is remembered. Once
/// it is told that all is done the orchestration goes too: it was the last thing that names the account.
/// </summary>
internal sealed class AccountErasures(
    AccountLedger ledger,
    ErasedAccounts erased,
    AuditTrail audit,
    Ids ids,
    TimeProvider time
)
{
    /// <summary>One instance id an account: asked twice it is the same erasure, and a stopped one is taken up again.</summary>
    public async Task<ErasureView> StartAsync(
        DurableTaskClient client,
        LedgerAccount account,
        ErasureReason reason,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await audit.WriteAsync(
            new AuditRow
            {
                Id = ids.New(),
                AccountKey = audit.KeyOf(account.Id, now),
                RequestStatus = reason == ErasureReason.Inactive ? "erasure-inactive" : "erasure-requested",
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

    /// <summary>Begins it unless it runs.</summary>
    public async Task EnsureAsync(
        DurableTaskClient client,
        LedgerAccount account,
        ErasureReason reason,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(client, account.Id, cancellationToken) is not { Status: ErasureStatus.Running })
        {
            await StartAsync(client, account, reason, cancellationToken);
        }
    }

    public async Task<ErasureView?> FindAsync(
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
