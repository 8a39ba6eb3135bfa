namespace AiPromptGen.Uploads;

/// <summary>
/// Which pictures were uploaded, across accounts: neither a listing of blobs nor a scan of all accounts would find a row whose
/// blob is gone. Its rows are taken away by the sweep alone, so that a generation does not pay for them.
/// </summary>
internal sealed class UploadIndex(StorageClients storage, TimeProvider time)
{
    public sealed record Entry(AccountId Account, string UploadId)
    {
        public string Partition { get; init; } = Shards.ForId(UploadId);
    }

    public Task AddAsync(AccountId account, string uploadId, CancellationToken cancellationToken) =>
        storage.Uploaded.AddEntityAsync(
            new TableEntity(Shards.ForId(uploadId), uploadId)
            {
                ["AccountId"] = account.Value,
                ["Since"] = time.GetUtcNow(),
            },
            cancellationToken
        );

    /// <summary>At most so many of those that have lived their time.</summary>
    public async Task<IReadOnlyList<Entry>> PastAsync(int max, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"Since le {time.GetUtcNow() - Upload.Lifetime}");
        var entries = new List<Entry>();
        await foreach (
            var row in storage.Uploaded.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
        )
        {
            entries.Add(EntryOf(row));
            if (entries.Count == max)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>Of an account that takes nothing new.</summary>
    public async Task RemoveAllAsync(AccountId account, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"AccountId eq {account.Value}");
        await foreach (
            var row in storage.Uploaded.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
        )
        {
            await RemoveAsync(EntryOf(row), cancellationToken);
        }
    }

    public Task RemoveAsync(Entry entry, CancellationToken cancellationToken) =>
        storage.Uploaded.DeleteEntityAsync(entry.Partition, entry.UploadId, cancellationToken: cancellationToken);

    private static Entry EntryOf(TableEntity row) =>
        new(new AccountId(row.GetString("AccountId")), row.RowKey) { Partition = row.PartitionKey };
}
