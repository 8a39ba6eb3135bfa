using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace AiPromptGen.IntegrationTests.Support;

/// <param name="Place">Table or container.</param>
/// <param name="Name">Of the row or the blob.</param>
/// <param name="Field">Property, or of a blob its content or its metadata.</param>
internal sealed record Held(string Place, string Name, string Field, string Value);

/// <summary>Everything that a storage account holds, read past the app.</summary>
internal static class StorageDump
{
    public static async Task<IReadOnlyList<Held>> ReadAsync(string connection)
    {
        var held = new List<Held>();
        var tables = new TableServiceClient(connection);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                var name = $"{row.PartitionKey}/{row.RowKey}";
                held.AddRange(
                    row.Where(p => p.Key != "odata.etag").Select(p => new Held(table.Name, name, p.Key, Text(p.Value)))
                );
            }
        }

        var blobs = new BlobServiceClient(connection);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync())
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value;
                held.Add(new(container.Name, blob.Name, "content", Latin(content.Content.ToArray())));
                held.AddRange(
                    content.Details.Metadata.Select(m => new Held(container.Name, blob.Name, m.Key, m.Value))
                );
            }
        }

        return held;
    }

    /// <returns>Where one of the words is held, in a name or in a value.</returns>
    public static IEnumerable<string> Traces(this IEnumerable<Held> held, params string[] words) =>
        held.SelectMany(h =>
                words
                    .Where(word => $"{h.Name} {h.Value}".Contains(word, StringComparison.OrdinalIgnoreCase))
                    .Select(word => $"{h.Place} {h.Name} {h.Field}: {word}")
            )
            .Distinct(StringComparer.Ordinal);

    /// <summary>Times with every digit: two rows that share one are told to belong together.</summary>
    private static string Text(object? value) => value is DateTimeOffset time ? $"{time:O}" : $"{value}";

    /// <summary>A character for each byte, so that words are found in whatever they stand.</summary>
    private static string Latin(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
