using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>One value that storage holds.</summary>
/// <param name="Place">The table or container.</param>
/// <param name="Name">The keys of the row, or the name of the blob.</param>
/// <param name="Field">The property of the row, or the blob's content or metadata.</param>
internal sealed record Held(string Place, string Name, string Field, string Value);

/// <summary>Everything that a storage account holds, read without the app's code.</summary>
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

    /// <returns>The places that contain one of the words in a name or a value.</returns>
    public static IEnumerable<string> Traces(this IEnumerable<Held> held, params string[] words) =>
        held.SelectMany(h =>
                words
                    .Where(word => $"{h.Name} {h.Value}".Contains(word, StringComparison.OrdinalIgnoreCase))
                    .Select(word => $"{h.Place} {h.Name} {h.Field}: {word}")
            )
            .Distinct(StringComparer.Ordinal);

    /// <summary>Writes times with every digit, because an equal time in two rows would show that they belong together.</summary>
    private static string Text(object? value) => value is DateTimeOffset time ? $"{time:O}" : $"{value}";

    /// <summary>Reads each byte as one character, so that words are found in any content.</summary>
    private static string Latin(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
