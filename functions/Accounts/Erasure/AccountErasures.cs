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
/// Begins erasures and reports their status: from the orchestration while it exists, and afterwards from the remembered hash. When the
/// status "done" has been read, the orchestration is purged as well, because its id is the last thing that names the account.
/// </summary>
internal sealed class AccountErasures(
    AccountLedger ledger,
    ErasedAccounts erased,
    AuditTrail audit,
    Ids ids,
    TimeProvider time
)
{
    /// <summary>An account has one instance id, so that asking twice is the same erasure, and one that stopped is started again.</summary>
    public async Task<ErasureView> StartAsync(
        DurableTaskClient client,
        LedgerAccount account,
        ErasureReason reason,
        CancellationToken cancellationToken
    )
    {
        // The row of an inactive account has a fixed id and time, so that it is the same row whichever run of the sweep begins the erasure,
        // and however often.
        var (isInactive, closing) = (reason == ErasureReason.Inactive, account.Profile.ClosingSince);
        var at = isInactive && closing is { } since ? since : time.GetUtcNow();
        await audit.WriteAsync(
            new AuditRow
            {
                Id = isInactive ? $"{account.Id.Value}-inactive" : ids.New(),
                AccountKey = audit.KeyOf(account.Id, at),
                RequestStatus = isInactive ? "erasure-inactive" : "erasure-requested",
                QuotaEvent = "none",
                RequestedAt = at,
                CompletedAt = at,
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
            // Another request may have started it at the same moment, so what counts is whether it runs now.
            if (await FindAsync(client, account.Id, cancellationToken) is not { Status: ErasureStatus.Running })
            {
                throw;
            }
        }

        return new ErasureView { Id = InstanceId(account.Id), Status = ErasureStatus.Running };
    }

    /// <summary>Starts the orchestration unless it runs already.</summary>
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

    /// <summary>
    /// Made from the account's hashed name, because engines log the ids of instances. They never log the input, which has the account's id.
    /// </summary>
    private string InstanceId(AccountId account) => $"erasure-{erased.NameOf(account)}";
}
