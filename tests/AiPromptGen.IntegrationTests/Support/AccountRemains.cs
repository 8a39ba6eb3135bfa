using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Everything storage holds about one account, read past the app, for assertions on money and remains.</summary>
internal sealed record AccountRemains
{
    public required IReadOnlyList<TableEntity> Rows { get; init; }
    public required IReadOnlyList<string> Blobs { get; init; }
    public required IReadOnlyList<string> Results { get; init; }
    public required IReadOnlyList<TableEntity> Audit { get; init; }

    public IEnumerable<TableEntity> Of(string prefix) =>
        Rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    public long SumOfEntries => Of("entry-").Sum(e => e.GetInt64("Amount") ?? 0);

    private static StorageClients Storage { get; } =
        new(new ConfigurationManager { [StorageClients.Setting] = TestStorage.ConnectionString }, []);

    /// <summary>What other tests left on the way is not for this one's sweep.</summary>
    public static async Task ForgetPendingAsync()
    {
        await Storage.Pending.CreateIfNotExistsAsync();
        foreach (var row in await ListAsync(Storage.Pending.QueryAsync<TableEntity>()))
        {
            await Storage.Pending.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }
    }

    public static async Task<AccountRemains> ReadAsync(TestApp app, AccountId account)
    {
        var storage = Storage;
        var rows = await ListAsync(storage.Users.QueryAsync<TableEntity>(r => r.PartitionKey == account.Value));
        var key = app
            .Services.GetRequiredService<AiPromptGen.Audit.AuditTrail>()
            .KeyOf(account, DateTimeOffset.MaxValue)
            .Value;
        var audit = new List<TableEntity>();
        await foreach (var table in storage.Tables.QueryAsync())
        {
            if (table.Name.StartsWith("audit", StringComparison.Ordinal))
            {
                var client = storage.Tables.GetTableClient(table.Name);
                audit.AddRange(await ListAsync(client.QueryAsync<TableEntity>($"AccountKey eq '{key}'")));
            }
        }

        return new AccountRemains
        {
            Rows = rows,
            Blobs = await BlobsAsync(storage.Uploads, account),
            Results = await BlobsAsync(storage.Results, account),
            Audit = audit,
        };
    }

    private static async Task<List<string>> BlobsAsync(BlobContainerClient container, AccountId account)
    {
        var blobs = new List<string>();
        await foreach (var blob in container.GetBlobsAsync())
        {
            if (blob.Name.StartsWith(account.Value, StringComparison.Ordinal))
            {
                blobs.Add(blob.Name);
            }
        }

        return blobs;
    }

    private static async Task<List<TableEntity>> ListAsync(Azure.AsyncPageable<TableEntity> pages)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in pages)
        {
            rows.Add(row);
        }

        return rows;
    }
}
