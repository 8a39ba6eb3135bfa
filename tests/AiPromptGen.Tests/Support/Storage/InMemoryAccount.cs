using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>The tables of a storage account in memory.</summary>
internal sealed class InMemoryTables(StorageData data, StorageCalls calls, Func<string, TableClient>? open = null)
    : TableServiceClient
{
    public override TableClient GetTableClient(string tableName) =>
        open?.Invoke(tableName) ?? new InMemoryTable(data.Table(tableName), calls, tableName);

    public override async Task<Response> DeleteTableAsync(
        string tableName,
        CancellationToken cancellationToken = default
    ) =>
        await calls
            .WriteAsync(new(tableName, "drop"), () => InMemoryTable.Drop(data.Table(tableName)))
            .ConfigureAwait(false);

    public override AsyncPageable<TableItem> QueryAsync(
        string? filter = null,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default
    )
    {
        var isWanted = TableFilter.Of(filter);
        return new Pages<TableItem, int>(
            async (_, _) =>
            {
                var names = await calls.ReadAsync(new("tables", $"query {filter}"), Names).ConfigureAwait(false);
                return ([.. names.Select(name => new TableItem(name))], null);
            },
            _ => "",
            _ => 0
        );

        List<string> Names() =>
            [
                .. data
                    .Tables.Where(t => t.Value.Exists && isWanted(new TableEntity { ["TableName"] = t.Key }))
                    .Select(t => t.Key),
            ];
    }
}

/// <summary>The containers of a storage account in memory.</summary>
internal sealed class InMemoryBlobs(StorageData data, StorageCalls calls) : BlobServiceClient
{
    public override BlobContainerClient GetBlobContainerClient(string blobContainerName) =>
        new InMemoryContainer(data.Container(blobContainerName), calls, blobContainerName);
}
