using System.Runtime.CompilerServices;
using AiPromptGen.Audit;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>
/// The generations that may need help. A row is written before a generation is accepted, so that none can be missed, and the sweep removes
/// it once it has seen the generation's end. So the table stays small and can be scanned whole. A row is in the partition that its audit
/// row will have, so that the two tables can be read side by side.
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
            new TableEntity(PartitionOf(entry), entry.GenerationId)
            {
                ["AccountId"] = entry.Account.Value,
                ["Since"] = entry.Since,
            },
            TableUpdateMode.Replace,
            cancellationToken
        );

    /// <summary>
    /// The entries of one of <see cref="Shards.Ranges"/> that are older than a time, partition after partition, up to a thousand at once.
    /// </summary>
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
        storage.Pending.DeleteEntityAsync(PartitionOf(entry), entry.GenerationId, cancellationToken: cancellationToken);

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
                // Another sweep is removing them at the same time; the next run takes what is left.
            }
        }
    }

    private string PartitionOf(Entry entry) =>
        entry.Partition.Length > 0 ? entry.Partition : audit.PartitionOf(entry.GenerationId, entry.Since);

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
