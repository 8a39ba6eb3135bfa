using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Support;

/// <summary>The process died: nothing it does reaches storage any more.</summary>
internal sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Counts the writes of a process, and ends it at one of them: before it is made, or before its answer is seen.</summary>
internal sealed class WriteFaults
{
    private bool dead;

    public int Writes { get; private set; }

    /// <summary>From 1; 0 never.</summary>
    public int DieAt { get; set; }

    public bool After { get; set; }

    /// <summary>From 1; the process lives, and only the answer to this write is lost.</summary>
    public int LoseAt { get; set; }

    /// <summary>
    /// The storage client sends that write once more by itself, as Azure's does after a time-out: who asked hears of the second
    /// one only, which conflicts with the first.
    /// </summary>
    public bool IsSentAgain { get; set; }

    public void Read()
    {
        if (dead)
        {
            throw new ProcessDiedException();
        }
    }

    public T Write<T>(Func<T> write)
    {
        Read();
        dead = ++Writes == DieAt;
        if (dead && !After)
        {
            throw new ProcessDiedException();
        }

        var answer = write();
        Read();
        return Writes != LoseAt ? answer
            : IsSentAgain ? write()
            : throw new RequestFailedException(503, "The answer was lost.");
    }
}

/// <summary>Rows and their versions; what a table holds when the processes that write it come and go.</summary>
internal sealed class TableData
{
    public SortedDictionary<(string Partition, string Row), TableEntity> Rows { get; } = [];

    public long Version { get; set; }
}

/// <summary>A table in memory, with the conditions and transactions of the real one, for what the program uses of it.</summary>
internal sealed class InMemoryTable(TableData data, WriteFaults faults) : TableClient
{
    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    )
    {
        faults.Read();
        var found = data.Rows.TryGetValue((partitionKey, rowKey), out var row) ? Copy(row) : null;
        return Task.FromResult<NullableResponse<T>>(new Found<T>((T?)(object?)found));
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        One(new(TableTransactionActionType.Add, entity));

    public override Task<Response> UpsertEntityAsync<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default
    ) => One(new(TableTransactionActionType.UpsertReplace, entity));

    public override Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default
    ) =>
        One(
            new(
                mode == TableUpdateMode.Merge
                    ? TableTransactionActionType.UpdateMerge
                    : TableTransactionActionType.UpdateReplace,
                entity,
                ifMatch
            )
        );

    public override Task<Response> DeleteEntityAsync(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default
    ) =>
        faults.Write(() => Task.FromResult<Response>(new Answer(data.Rows.Remove((partitionKey, rowKey)) ? 204 : 404)));

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions,
        CancellationToken cancellationToken = default
    ) => faults.Write(() => Task.FromResult(Response.FromValue(Apply([.. transactionActions]), new Answer(202))));

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    )
    {
        faults.Read();
        var conditions = (filter ?? "").Split(" and ").Select(Condition).ToList();
        var rows = data.Rows.Values.Where(row => conditions.TrueForAll(holds => holds(row))).Select(Copy).Cast<T>();
        return AsyncPageable<T>.FromPages([Page<T>.FromValues([.. rows], null, new Answer(200))]);
    }

    private Task<Response> One(TableTransactionAction action) =>
        faults.Write(() =>
        {
            try
            {
                return Task.FromResult(Apply([action])[0]);
            }
            catch (TableTransactionFailedException failed)
            {
                throw new RequestFailedException(failed.Status, "refused", failed);
            }
        });

    private IReadOnlyList<Response> Apply(List<TableTransactionAction> actions)
    {
        for (var i = 0; i < actions.Count; i++)
        {
            var (key, action) = (KeyOf(actions[i].Entity), actions[i]);
            var there = data.Rows.GetValueOrDefault(key);
            var status = action.ActionType switch
            {
                TableTransactionActionType.Add => there is null ? 0 : 409,
                TableTransactionActionType.UpsertReplace => 0,
                _ when there is null => 404,
                _ => action.ETag == ETag.All || action.ETag == there.ETag ? 0 : 412,
            };
            if (status != 0)
            {
                var failure = new RequestFailedException(status, "refused");
                failure.Data["FailedEntity"] = i.ToString(CultureInfo.InvariantCulture);
                throw new TableTransactionFailedException(failure);
            }
        }

        return [.. actions.Select(Put)];
    }

    private Response Put(TableTransactionAction action)
    {
        var (key, entity) = (KeyOf(action.Entity), (TableEntity)action.Entity);
        if (action.ActionType == TableTransactionActionType.Delete)
        {
            data.Rows.Remove(key);
            return new Answer(204);
        }

        var row =
            action.ActionType == TableTransactionActionType.UpdateMerge
                ? Copy(data.Rows[key])
                : new TableEntity(key.PartitionKey, key.RowKey);
        foreach (var (name, value) in entity.Where(p => p.Value is not null && p.Key != "odata.etag"))
        {
            row[name] = value;
        }

        row.ETag = new ETag((++data.Version).ToString(CultureInfo.InvariantCulture));
        data.Rows[key] = row;
        return new Answer(204, row.ETag.ToString());
    }

    private static (string PartitionKey, string RowKey) KeyOf(ITableEntity entity) =>
        (entity.PartitionKey, entity.RowKey);

    private static TableEntity Copy(TableEntity row) => new(row) { ETag = row.ETag };

    private static Func<TableEntity, bool> Condition(string text)
    {
        if (text.Length == 0)
        {
            return _ => true;
        }

        var parts = text.Trim('(', ')').Split(' ', 3);
        var literal = parts[2].Split('\'') is [var kind, var quoted, _] ? (kind, quoted) : ("", parts[2]);
        int? Compare(TableEntity row) =>
            (row.TryGetValue(parts[0], out var value) ? value : null) switch
            {
                string s => string.CompareOrdinal(s, literal.Item2),
                DateTimeOffset at => at.CompareTo(DateTimeOffset.Parse(literal.Item2, CultureInfo.InvariantCulture)),
                _ => null,
            };
        return row =>
            Compare(row) is { } order
            && parts[1] switch
            {
                "eq" => order == 0,
                "ge" => order >= 0,
                "le" => order <= 0,
                "lt" => order < 0,
                "ne" => order != 0,
                var other => throw new NotSupportedException(other),
            };
    }

    private sealed class Found<T>(T? value) : NullableResponse<T>
    {
        public override bool HasValue => value is not null;

        public override T? Value => value;

        public override Response GetRawResponse() => new Answer(200);
    }
}
