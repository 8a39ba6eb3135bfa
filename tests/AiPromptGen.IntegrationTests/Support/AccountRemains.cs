using System.Collections.Concurrent;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Everything that storage holds about one account, read without the app's code, for assertions on credits and on what is left.</summary>
internal sealed record AccountRemains
{
    public required IReadOnlyList<TableEntity> Rows { get; init; }
    public required IReadOnlyList<string> Blobs { get; init; }
    public required IReadOnlyList<string> Results { get; init; }
    public required IReadOnlyList<TableEntity> Audit { get; init; }

    public IEnumerable<TableEntity> Of(string prefix) =>
        Rows.Where(r => r.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    public long SumOfEntries => Of("entry-").Sum(e => e.GetInt64("Amount") ?? 0);

    private static ConcurrentDictionary<string, StorageClients> Storages { get; } = new(StringComparer.Ordinal);

    private static StorageClients Storage => StorageAt(TestStorage.ConnectionString);

    /// <summary>Deletes the pending generations of other tests, so that this test's sweep does not act on them.</summary>
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
        var storage = StorageOf(app);
        return new AccountRemains
        {
            Rows = await ListAsync(storage.Users.QueryAsync<TableEntity>(r => r.PartitionKey == account.Value)),
            Blobs = await BlobsAsync(storage.Uploads, account),
            Results = await BlobsAsync(storage.Results, account),
            Audit = await AuditAsync(app, account),
        };
    }

    /// <summary>The audit rows only, for tests that wait for one.</summary>
    public static async Task<IReadOnlyList<TableEntity>> AuditAsync(TestApp app, AccountId account)
    {
        var storage = StorageOf(app);
        var key = app
            .Services.GetRequiredService<AiPromptGen.Audit.AuditTrail>()
            .KeyOf(account, DateTimeOffset.MaxValue)
            .Value;
        var audit = new List<TableEntity>();
        await foreach (var table in storage.Tables.QueryAsync("TableName ge 'audit' and TableName lt 'audiu'"))
        {
            var client = storage.Tables.GetTableClient(table.Name);
            audit.AddRange(await ListAsync(client.QueryAsync<TableEntity>($"AccountKey eq '{key}'")));
        }

        return audit;
    }

    /// <summary>The storage of the app, reached without the app, which may be dead.</summary>
    private static StorageClients StorageOf(TestApp app) =>
        StorageAt(app.Services.GetRequiredService<IConfiguration>()[StorageClients.Setting]!);

    private static StorageClients StorageAt(string connection) =>
        Storages.GetOrAdd(connection, static at => new(new ConfigurationManager { [StorageClients.Setting] = at }, []));

    private static async Task<List<string>> BlobsAsync(BlobContainerClient container, AccountId account)
    {
        var blobs = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = account.Value }))
        {
            blobs.Add(blob.Name);
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
