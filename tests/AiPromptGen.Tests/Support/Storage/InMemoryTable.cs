using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>
/// A table in memory, with the conditions, transactions and pages of Table storage, as far as the program uses them. The tests of
/// <see cref="TableContractTests"/> hold for it and for the emulator.
/// </summary>
internal class InMemoryTable(TableData data, StorageCalls calls, string name = "table") : TableClient
{
    /// <summary>The most rows that the service returns in one page.</summary>
    private const int MostAPage = 1000;

    public override string Name => name;

    protected TableData Data => data;

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    )
    {
        var found = await ReadAsync($"get {partitionKey}/{rowKey}", () => FindOrNull(partitionKey, rowKey))
            .ConfigureAwait(false);
        return new Found<T>((T?)(object?)found);
    }

    public override async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    )
    {
        var found = await ReadAsync($"get {partitionKey}/{rowKey}", () => data.Find(partitionKey, rowKey))
            .ConfigureAwait(false);
        return found is null
            ? throw new RequestFailedException(404, "refused", "ResourceNotFound", null)
            : Response.FromValue((T)(object)found, new Answer(200));
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        OneAsync(new(TableTransactionActionType.Add, entity));

    public override Task<Response> UpsertEntityAsync<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default
    ) =>
        OneAsync(
            new(
                mode == TableUpdateMode.Merge
                    ? TableTransactionActionType.UpsertMerge
                    : TableTransactionActionType.UpsertReplace,
                entity
            )
        );

    public override Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default
    ) =>
        OneAsync(
            new(
                mode == TableUpdateMode.Merge
                    ? TableTransactionActionType.UpdateMerge
                    : TableTransactionActionType.UpdateReplace,
                entity,
                ifMatch
            )
        );

    public override Task<Response> DeleteEntityAsync(
        ITableEntity entity,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default
    ) => DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    public override async Task<Response> DeleteEntityAsync(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var row = new TableEntity(partitionKey, rowKey);
            return await OneAsync(new(TableTransactionActionType.Delete, row, ifMatch)).ConfigureAwait(false);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Azure's client returns a 404 here and does not throw: deleting a missing row is no error.
            return new Answer(404);
        }
    }

    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions,
        CancellationToken cancellationToken = default
    )
    {
        List<TableTransactionAction> actions = [.. transactionActions];
        var call = new StorageCall(name, $"transaction {actions[0].Entity.PartitionKey} {Described(actions)}");
        var answers = await calls.WriteAsync(call, () => ApplyAll(actions)).ConfigureAwait(false);
        return Response.FromValue(answers, new Answer(202));
    }

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default
    )
    {
        var (isWanted, columns) = (TableFilter.Of(filter), select?.ToList());
        return new Pages<T, (string, string)>(
            async (after, asked) =>
            {
                var most = calls.PageOf(Math.Min(asked ?? maxPerPage ?? MostAPage, MostAPage));
                var (rows, next) = await ReadAsync($"query {filter}", () => data.Page(isWanted, after, most, columns))
                    .ConfigureAwait(false);
                return ([.. rows.Cast<T>()], next);
            },
            key => $"{key.Item1}\n{key.Item2}",
            token => token.Split('\n') is [var partition, var row] ? (partition, row) : default
        );
    }

    public override async Task<Response<TableItem>> CreateIfNotExistsAsync(
        CancellationToken cancellationToken = default
    )
    {
        await calls.WriteAsync(new(name, "create"), () => data.Exists = true).ConfigureAwait(false);
        return Response.FromValue(new TableItem(name), new Answer(204));
    }

    public override async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        await calls.WriteAsync(new(name, "drop"), () => Drop(data)).ConfigureAwait(false);

    /// <summary>Drops a table. Like Azure's client, it returns a 404 for a missing table and does not throw.</summary>
    public static Response Drop(TableData table)
    {
        var there = table.Exists;
        table.Exists = false;
        table.Rows.Clear();
        return new Answer(there ? 204 : 404);
    }

    /// <summary>Carries out a transaction. A test may override it to plant a mistake.</summary>
    protected virtual IReadOnlyList<Response> ApplyAll(IReadOnlyList<TableTransactionAction> actions) =>
        data.Apply(actions);

    /// <summary>Reads one row by its key; null when there is none. A test may override it to plant a mistake.</summary>
    protected virtual TableEntity? FindOrNull(string partitionKey, string rowKey) =>
        data.Exists ? data.Find(partitionKey, rowKey) : null;

    private async Task<Response> OneAsync(TableTransactionAction action)
    {
        var key = $"{action.Entity.PartitionKey}/{action.Entity.RowKey}";
        return await calls
            .WriteAsync(
                new(name, $"{action.ActionType} {key}"),
                () =>
                {
                    try
                    {
                        return ApplyAll([action])[0];
                    }
                    catch (TableTransactionFailedException failed)
                    {
                        throw new RequestFailedException(failed.Status, "refused", failed.ErrorCode, failed);
                    }
                }
            )
            .ConfigureAwait(false);
    }

    private ValueTask<T> ReadAsync<T>(string what, Func<T> read) => calls.ReadAsync(new(name, what), read);

    private static string Described(List<TableTransactionAction> actions) =>
        string.Join(' ', actions.Select(a => $"{a.ActionType}:{a.Entity.RowKey}"));

    private sealed class Found<T>(T? value) : NullableResponse<T>
    {
        public override bool HasValue => value is not null;

        public override T? Value => value;

        public override Response GetRawResponse() => new Answer(value is null ? 404 : 200);
    }
}
