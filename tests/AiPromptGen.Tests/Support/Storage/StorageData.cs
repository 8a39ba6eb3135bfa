using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>The contents of a storage account in memory, which outlive the processes that use it.</summary>
internal sealed class StorageData(TimeProvider time)
{
    public SortedDictionary<string, TableData> Tables { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ContainerData> Containers { get; } = new(StringComparer.Ordinal);

    public TimeProvider Time => time;

    public TableData Table(string name)
    {
        if (!Tables.TryGetValue(name, out var table))
        {
            Tables[name] = table = new TableData { Exists = false, Time = time };
        }

        return table;
    }

    public ContainerData Container(string name)
    {
        if (!Containers.TryGetValue(name, out var container))
        {
            Containers[name] = container = new ContainerData { Exists = false, Time = time };
        }

        return container;
    }
}

/// <summary>The rows of one table and their versions, and what the service does to them.</summary>
internal sealed class TableData
{
    public SortedDictionary<(string Partition, string Row), TableEntity> Rows { get; } = new(new KeyOrder());

    public long Version { get; set; }

    public bool Exists { get; set; } = true;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Called after each row was written (with true) or deleted (with false).</summary>
    public Action<TableEntity, bool>? Changed { get; set; }

    public TableEntity? Find(string partition, string row)
    {
        ThrowIfMissing();
        return Rows.TryGetValue((partition, row), out var found) ? Copy(found) : null;
    }

    /// <summary>Reads one page of rows.</summary>
    /// <param name="after">The key at which this page begins; null for the first page.</param>
    /// <param name="most">The most rows of this page.</param>
    /// <param name="columns">The columns to return; null for all.</param>
    /// <returns>The rows that are wanted, and where the next page begins; null at the end.</returns>
    public (List<TableEntity> Rows, (string, string)? Next) Page(
        Func<TableEntity, bool> isWanted,
        (string, string)? after,
        int most,
        IReadOnlyCollection<string>? columns
    )
    {
        ThrowIfMissing();
        var page = new List<TableEntity>();
        foreach (var (key, row) in Rows)
        {
            if (after is { } from && Rows.Comparer.Compare(key, from) < 0 || !isWanted(row))
            {
                continue;
            }

            if (page.Count == most)
            {
                return (page, key);
            }

            page.Add(columns is null ? Copy(row) : Selected(row, columns));
        }

        return (page, null);
    }

    /// <summary>Carries out a transaction: all of its actions, or none when one of them fails.</summary>
    public IReadOnlyList<Response> Apply(IReadOnlyList<TableTransactionAction> actions)
    {
        ThrowIfMissing();
        for (var i = 0; i < actions.Count; i++)
        {
            var there = Rows.GetValueOrDefault(KeyOf(actions[i].Entity));
            if (RefusalOf(actions, i, there) is var (status, code))
            {
                var failure = new RequestFailedException(status, "refused", code, null);
                failure.Data["FailedEntity"] = i.ToString(CultureInfo.InvariantCulture);
                throw new TableTransactionFailedException(failure);
            }
        }

        return [.. actions.Select(Put)];
    }

    private static (int Status, string Code)? RefusalOf(
        IReadOnlyList<TableTransactionAction> actions,
        int index,
        TableEntity? there
    )
    {
        var action = actions[index];
        return IsTwice(actions, index) ? (400, "InvalidDuplicateRow")
            : action.Entity.PartitionKey != actions[0].Entity.PartitionKey
                ? (400, "CommandsInBatchActOnDifferentPartitions")
            : action.ActionType switch
            {
                TableTransactionActionType.Add => there is null ? null : (409, "EntityAlreadyExists"),
                TableTransactionActionType.UpsertReplace or TableTransactionActionType.UpsertMerge => null,
                _ when there is null => (404, "ResourceNotFound"),
                _ => action.ETag == default || action.ETag == ETag.All || action.ETag == there.ETag
                    ? null
                    : (412, "UpdateConditionNotSatisfied"),
            };
    }

    private static bool IsTwice(IReadOnlyList<TableTransactionAction> actions, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (actions[i].Entity.RowKey == actions[index].Entity.RowKey)
            {
                return true;
            }
        }

        return false;
    }

    private Answer Put(TableTransactionAction action)
    {
        var (key, entity) = (KeyOf(action.Entity), (TableEntity)action.Entity);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            Rows.Remove(key);
            Changed?.Invoke(entity, false);
            return new Answer(204);
        }

        var isMerge =
            action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge;
        var row =
            isMerge && Rows.TryGetValue(key, out var before)
                ? Copy(before)
                : new TableEntity(key.PartitionKey, key.RowKey);
        foreach (var (name, value) in entity)
        {
            if (value is not null && name is not ("odata.etag" or "Timestamp"))
            {
                row[name] = value is DateTimeOffset at ? at.ToUniversalTime() : value;
            }
        }

        row.ETag = new ETag((++Version).ToString(CultureInfo.InvariantCulture));
        row.Timestamp = Time.GetUtcNow();
        Rows[key] = row;
        Changed?.Invoke(row, true);
        return new Answer(204, Version.ToString(CultureInfo.InvariantCulture));
    }

    private void ThrowIfMissing()
    {
        if (!Exists)
        {
            throw new RequestFailedException(404, "refused", "TableNotFound", null);
        }
    }

    private static (string PartitionKey, string RowKey) KeyOf(ITableEntity entity) =>
        (entity.PartitionKey, entity.RowKey);

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag };

    private static TableEntity Selected(TableEntity row, IReadOnlyCollection<string> columns)
    {
        var some = new TableEntity();
        foreach (var name in columns)
        {
            if (row.TryGetValue(name, out var value))
            {
                some[name] = value;
            }
        }

        some.ETag = row.ETag;
        return some;
    }

    /// <summary>The service's order of rows: by partition, then by row key, comparing character codes.</summary>
    private sealed class KeyOrder : IComparer<(string Partition, string Row)>
    {
        public int Compare((string Partition, string Row) x, (string Partition, string Row) y) =>
            string.CompareOrdinal(x.Partition, y.Partition) is not 0 and var order
                ? order
                : string.CompareOrdinal(x.Row, y.Row);
    }
}

/// <summary>The blobs of one container.</summary>
internal sealed class ContainerData
{
    public SortedDictionary<string, BlobData> Blobs { get; } = new(StringComparer.Ordinal);

    public bool Exists { get; set; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public SortedDictionary<string, BlobData> Required =>
        Exists ? Blobs : throw new RequestFailedException(404, "refused", "ContainerNotFound", null);
}

internal sealed record BlobData(BinaryData Bytes, string? ContentType, DateTimeOffset At);
