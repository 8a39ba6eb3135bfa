using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Generations;

/// <summary>
/// Which generations may need help: a row is written before a generation is accepted, so none can be missed, and taken away by
/// the sweep when it has seen the end. Kept small that way, the table is scanned whole; partitions would have to be indexed.
/// </summary>
internal sealed class PendingGenerations(StorageClients storage)
{
    public sealed record Entry(AccountId Account, string GenerationId, DateTimeOffset Since);

    public Task AddAsync(Entry entry, CancellationToken cancellationToken) =>
        storage.Pending.UpsertEntityAsync(
            new TableEntity(Shards.Of(entry.GenerationId), entry.GenerationId)
            {
                ["AccountId"] = entry.Account.Value,
                ["Since"] = entry.Since,
            },
            TableUpdateMode.Replace,
            cancellationToken
        );

    public async Task<IReadOnlyList<Entry>> OlderThanAsync(
        DateTimeOffset time,
        int most,
        CancellationToken cancellationToken
    )
    {
        var filter = TableClient.CreateQueryFilter($"Since le {time}");
        var entries = new List<Entry>();
        await foreach (var row in storage.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            entries.Add(
                new Entry(new AccountId(row.GetString("AccountId")), row.RowKey, row.GetDateTimeOffset("Since") ?? time)
            );
            if (entries.Count == most)
            {
                break;
            }
        }

        return entries;
    }

    public Task RemoveAsync(Entry entry, CancellationToken cancellationToken) =>
        storage.Pending.DeleteEntityAsync(
            Shards.Of(entry.GenerationId),
            entry.GenerationId,
            cancellationToken: cancellationToken
        );

    /// <summary>Of an account that takes nothing new.</summary>
    public async Task RemoveAllAsync(AccountId account, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"AccountId eq {account.Value}");
        await foreach (var row in storage.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await storage.Pending.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        }
    }
}
