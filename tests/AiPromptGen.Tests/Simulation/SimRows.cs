using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Simulation;

/// <summary>The raw rows and blobs of a run, read without any code of the program, so that a mistake in that code cannot hide itself.</summary>
internal sealed class SimRows(SimWorld world)
{
    public ILookup<string, TableEntity> Partitions { get; } =
        world.Storage.Table("users").Rows.Values.ToLookup(row => row.PartitionKey, StringComparer.Ordinal);

    public ILookup<string, TableEntity> Audit { get; } =
        world
            .Storage.Tables.Where(t => t.Key.StartsWith("audit", StringComparison.Ordinal))
            .SelectMany(t => t.Value.Rows.Values)
            .ToLookup(row => row.RowKey, StringComparer.Ordinal);

    public IEnumerable<TableEntity> Of(string partition, string prefix) =>
        Partitions[partition].Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the account that is there now bought this. The account before it, which was erased, may have.</summary>
    /// <param name="own">Our id of the order or subscription.</param>
    public bool HasPurchase(AccountId account, string own) =>
        One(account.Value, "order-" + own) is not null || One(account.Value, "subscription-" + own) is not null;

    public TableEntity? One(string partition, string key) =>
        world.Storage.Table("users").Rows.GetValueOrDefault((partition, key));

    /// <summary>Every text in tables, blob names and orchestrations, with its place and, where it has one, the account that owns it.</summary>
    public IEnumerable<(string Where, string Owner, string Text)> Texts()
    {
        foreach (var (name, table) in world.Storage.Tables)
        {
            foreach (var row in table.Rows.Values)
            {
                yield return (
                    $"{name}/{row.PartitionKey}/{row.RowKey}",
                    row.PartitionKey,
                    row.PartitionKey + " " + row.RowKey
                );
                foreach (var value in row.Select(column => column.Value).OfType<string>())
                {
                    yield return (
                        $"{name}/{row.PartitionKey}/{row.RowKey}",
                        name == "users" ? row.PartitionKey : "",
                        value
                    );
                }
            }
        }

        foreach (var (name, container) in world.Storage.Containers)
        {
            foreach (var blob in container.Blobs.Keys)
            {
                yield return ($"{name}/{blob}", blob.Split('/')[0], blob);
            }
        }

        foreach (var instance in world.Hub.Instances.Values)
        {
            foreach (var text in instance.Texts)
            {
                yield return ($"hub/{instance.Id}", "", text);
            }
        }
    }
}
