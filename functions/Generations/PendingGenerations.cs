using System.Runtime.CompilerServices;
using AiPromptGen.Audit;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>
/// Which generations may need help: a row is written before a generation is accepted, so none can be missed, and taken away by
/// the sweep when it has seen the end. Kept small that way, the table is scanned whole. A row is in the partition that its
/// audit row will have, so that the two tables are read side by side.
/// </summary>
internal sealed class PendingGenerations(StorageClients storage, AuditTrail audit)
{
    public sealed record Entry(AccountId Account, string GenerationId, DateTimeOffset Since)
    {
        /// <summary>The partition of its row; empty for an entry that was not read from a row.</summary>
        public string Partition { get; init; } = "";
    }

    public Task AddAsync(Entry entry, CancellationToken cancellationToken) =>
        storage.Pending.UpsertEntityAsync(
            new TableEntity(audit.PartitionOf(entry.GenerationId, entry.Since), entry.GenerationId)
            {
                ["AccountId"] = entry.Account.Value,
                ["Since"] = entry.Since,
            },
            TableUpdateMode.Replace,
            cancellationToken
        );

    /// <summary>Those of one of <see cref="Shards.Ranges"/>, up to a thousand at a time, partition after partition.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Entry>> OlderThanAsync(
        DateTimeOffset time,
        (string From, string End) range,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {range.From} and PartitionKey lt {range.End} and Since le {time}"
        );
        var pages = storage.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages();
        await foreach (var page in pages)
        {
            yield return
            [
                .. page.Values.Select(row => new Entry(
                    new AccountId(row.GetString("AccountId")),
                    row.RowKey,
                    row.GetDateTimeOffset("Since") ?? time
                )
                {
                    Partition = row.PartitionKey,
                }),
            ];
        }
    }

    public Task RemoveAsync(Entry entry, CancellationToken cancellationToken) =>
        storage.Pending.DeleteEntityAsync(entry.Partition, entry.GenerationId, cancellationToken: cancellationToken);

    /// <summary>Deletes rows that are all in one partition, 100 in each transaction.</summary>
    public async Task RemoveAsync(IReadOnlyList<Entry> entries, CancellationToken cancellationToken)
    {
        foreach (var some in entries.Chunk(TableGuards.MaxActions))
        {
            try
            {
                var rows = some.Select(e => new TableEntity(e.Partition, e.GenerationId));
                await storage.Pending.SubmitTransactionAsync(
                    rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
                    cancellationToken
                );
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // Another sweep is taking them at the same time; what it leaves, the next run takes.
            }
        }
    }

    /// <summary>Deletes all rows of an account that is closing, so that no new row can appear.</summary>
    public async Task RemoveAllAsync(AccountId account, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"AccountId eq {account.Value}");
        await foreach (var row in storage.Pending.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            await storage.Pending.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        }
    }
}
