namespace AiPromptGen.Uploads;

/// <summary>
/// Which pictures were uploaded, in all accounts. Neither a listing of blobs nor a cheap query would find a row whose blob is gone, but
/// this index does. Only the sweep deletes its rows, so that a generation needs no call for that.
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

    /// <summary>Uploads that are older than <see cref="Upload.Lifetime"/>, at most <paramref name="max"/> of them.</summary>
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

    /// <summary>Deletes all entries of an account. It has to be closing already, so that no new ones are added meanwhile.</summary>
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
