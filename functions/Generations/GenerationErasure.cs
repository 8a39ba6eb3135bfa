using AiPromptGen.Generations.Orchestration;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>
/// The generations of an account that is being erased: a queued one never begins, a running one may end by itself until its
/// reservation's deadline. When none is left, their orchestrations' history goes and what the sweep knows of them.
/// </summary>
internal sealed class GenerationErasure(
    StorageClients storage,
    GenerationStore generations,
    GenerationStarts starts,
    PendingGenerations pending,
    AccountLedger ledger,
    TimeProvider time
) : IErasureStep
{
    /// <summary>
    /// A generation and its reservation have the same id. Reservations are listed as well, because the row of one stays when its
    /// owner has deleted the generation.
    /// </summary>
    private static readonly string[] IdPrefixes = [Generation.RowPrefix, AccountLedger.ReservationRowPrefix];

    /// <summary>
    /// Histories that are purged at the same time: each takes requests of its own, and an account may have had tens of thousands of
    /// generations.
    /// </summary>
    private const int MaxAtOnce = 16;

    /// <summary>
    /// The last steps of an orchestration are tried for a quarter of an hour at the most. So an orchestration that has done nothing for an
    /// hour, and whose generation is settled, has ended, even if the engine says that it is running: the engine may have failed to write
    /// that row (github.com/Azure/durabletask, issue 1252), and an erasure must not wait for it for ever.
    /// </summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public async Task<bool> EndAsync(AccountId accountId, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!await EndOpenAsync(accountId, cancellationToken))
        {
            return false;
        }

        var running = 0;
        await AtOnce.ForEachAsync(
            await IdsAsync(accountId, cancellationToken),
            MaxAtOnce,
            async (id, token) =>
            {
                if (!await PurgeAsync(client, id, token))
                {
                    Interlocked.Increment(ref running);
                }
            },
            cancellationToken
        );
        if (running > 0)
        {
            return false;
        }

        await pending.RemoveAllAsync(accountId, cancellationToken);
        return true;
    }

    private async Task<bool> EndOpenAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var ended = true;
        await foreach (var generation in generations.ListOpenAsync(accountId, cancellationToken))
        {
            var start = starts.Of(generation);
            if (generation.Status == GenerationStatus.Queued || start.ReservationDeadline <= time.GetUtcNow())
            {
                await ReleaseAsync(start, cancellationToken);
            }
            else
            {
                ended = false;
            }
        }

        return ended;
    }

    /// <summary>
    /// Releases the reservation in the same conditional transaction in which the generation itself commits or releases, so that only
    /// the first of the two takes effect.
    /// </summary>
    private async Task ReleaseAsync(GenerationStart start, CancellationToken cancellationToken)
    {
        var final = GenerationChanges.Final(
            start,
            GenerationStatus.Failed,
            0,
            AccountClosing.Problem.Code,
            time.GetUtcNow()
        );
        try
        {
            await ledger.ReleaseAsync(
                new AccountId(start.AccountId),
                start.GenerationId,
                refused: null,
                _ => [final],
                cancellationToken
            );
        }
        catch (OtherRowConflictException)
        {
            // The generation's row is gone, so there is nothing left to end.
        }
    }

    /// <summary>
    /// Called once no generation of the account is open. The status is read first, because a purge by id deletes the history of an
    /// orchestration that still runs, too.
    /// </summary>
    /// <returns>False while the orchestration still runs: its last steps delete the upload and write the audit row.</returns>
    private async Task<bool> PurgeAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(id, cancellation: cancellationToken);
        if (instance is null)
        {
            return true;
        }

        if (!HasEnded(instance, time.GetUtcNow()))
        {
            return false;
        }

        await client.PurgeInstanceAsync(id, cancellationToken);
        return true;
    }

    internal static bool HasEnded(OrchestrationMetadata instance, DateTimeOffset now) =>
        instance.IsCompleted || now - instance.LastUpdatedAt >= Idle;

    private async Task<HashSet<string>> IdsAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prefix in IdPrefixes)
        {
            var end = prefix + "~";
            var rows = storage.Users.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {accountId.Value} and RowKey gt {prefix} and RowKey lt {end}"
                ),
                select: [nameof(ITableEntity.RowKey)],
                cancellationToken: cancellationToken
            );
            await foreach (var row in rows)
            {
                ids.Add(row.RowKey[prefix.Length..]);
            }
        }

        return ids;
    }
}
