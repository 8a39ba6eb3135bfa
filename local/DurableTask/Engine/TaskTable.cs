using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// The hub's one table. A partition per instance: its row, its history (each row the events of one transaction, or a
/// part of them), and events not yet seen.
/// </summary>
internal sealed class TaskTable(TableClient table)
{
    public TableClient Client => table;

    public async Task<InstanceRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            Entities.Key(id),
            Entities.InstanceKey,
            cancellationToken: cancellationToken
        );
        return found.HasValue ? Entities.ToInstance(found.Value!) : null;
    }

    /// <returns>The row as stored and true, or false and the row that has the id.</returns>
    public async Task<(InstanceRow? Row, bool Added)> TryAddAsync(InstanceRow row, CancellationToken cancellationToken)
    {
        try
        {
            var response = await table.AddEntityAsync(Entities.From(row), cancellationToken);
            return (row with { ETag = response.Headers.ETag!.Value }, true);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // An insert whose answer was lost may have been repeated.
            var existing = await FindAsync(row.Id, cancellationToken);
            return (existing, string.Equals(existing?.Commit, row.Commit, StringComparison.Ordinal));
        }
    }

    /// <summary>Starts a finished id again; its execution number counts on.</summary>
    public async Task<InstanceRow> ReplaceAsync(
        InstanceRow finished,
        InstanceRow row,
        CancellationToken cancellationToken
    )
    {
        await DeleteAsync(row.Id, key => key is not Entities.InstanceKey, cancellationToken);
        row = row with { Execution = finished.Execution + 1, ETag = finished.ETag };
        return await CommitAsync(row, [], [], cancellationToken);
    }

    /// <summary>Writes what one episode produced in one transaction: events, the state, the removal of seen events.</summary>
    /// <param name="row">The next state with the ETag of the stored one; a repeated try must carry the same Commit.</param>
    /// <exception cref="RowChangedException">The row was changed by somebody else.</exception>
    public async Task<InstanceRow> CommitAsync(
        InstanceRow row,
        IReadOnlyList<HistoryEvent> events,
        IEnumerable<string> seen,
        CancellationToken cancellationToken
    )
    {
        var actions = Pack(events)
            .Select(some =>
                Entities.From(row.Id, Entities.HistoryKey(row.Execution, row.Sequence + some.Row), some.Events)
            )
            .Select(e => new TableTransactionAction(TableTransactionActionType.UpsertReplace, e))
            .ToList();
        row = row with { Sequence = row.Sequence + actions.Count };
        actions.AddRange(seen.Select(key => Delete(Entities.Key(row.Id), key, ETag.All)));
        actions.Add(new(TableTransactionActionType.UpdateReplace, Entities.From(row), row.ETag));
        try
        {
            var responses = await table.SubmitTransactionAsync(actions, cancellationToken);
            return row with { ETag = responses.Value[^1].Headers.ETag!.Value };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The answer may be lost although the write was made; only the row knows.
            var stored = await FindAsync(row.Id, cancellationToken);
            if (string.Equals(stored?.Commit, row.Commit, StringComparison.Ordinal))
            {
                return stored!;
            }

            if (stored?.ETag != row.ETag)
            {
                throw new RowChangedException();
            }

            throw;
        }
    }

    /// <summary>History of the row's execution, and events that wait to be seen by it.</summary>
    /// <exception cref="FormatException">A row is damaged or missing.</exception>
    public async Task<(List<HistoryEvent> History, List<HistoryEvent> Pending)> LoadAsync(
        InstanceRow row,
        CancellationToken cancellationToken
    )
    {
        var (history, pending, count) = (new List<HistoryEvent>(), new List<HistoryEvent>(), 0);
        var partition = Entities.Key(row.Id);
        var start = Entities.HistoryKey(row.Execution, 0);
        var rows = table.QueryAsync<TableEntity>(
            e => e.PartitionKey == partition && e.RowKey != Entities.InstanceKey,
            cancellationToken: cancellationToken
        );
        await foreach (var entity in rows)
        {
            if (entity.RowKey.StartsWith("e-", StringComparison.Ordinal))
            {
                pending.AddRange(Entities.ToEvents(entity));
            }
            else if (string.CompareOrdinal(entity.RowKey, start) >= 0)
            {
                history.AddRange(Entities.ToEvents(entity));
                count++;
            }
        }

        return count == row.Sequence
            ? (history, pending)
            : throw new FormatException($"The history has {count} rows of {row.Sequence}.");
    }

    public Task<Response> AddEventAsync(string id, HistoryEvent raised, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            Entities.From(id, raised.EventId!, [raised]),
            TableUpdateMode.Replace,
            cancellationToken
        );

    /// <summary>Instance rows by filter, page by page.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<InstanceRow> Rows, string? Next)> ScanAsync(
        string filter,
        int pageSize,
        string? continuationToken,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var all = $"RowKey eq '{Entities.InstanceKey}'{filter}";
        var pages = table.QueryAsync<TableEntity>(all, pageSize, cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(continuationToken, pageSize))
        {
            yield return ([.. page.Values.Select(Entities.ToInstance)], page.ContinuationToken);
        }
    }

    /// <summary>Deletes a finished instance with its history.</summary>
    /// <returns>False when somebody else purged it, or started it again, in the meantime.</returns>
    public async Task<bool> TryPurgeAsync(InstanceRow finished, CancellationToken cancellationToken)
    {
        try
        {
            return await DeleteAsync(finished.Id, _ => true, finished.ETag, cancellationToken);
        }
        catch (TableTransactionFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>The instance row goes last, by its name, so that a purge cut short can be repeated.</summary>
    public Task<bool> DeleteAsync(string id, Func<string, bool> keys, CancellationToken cancellationToken) =>
        DeleteAsync(id, keys, ETag.All, cancellationToken);

    private async Task<bool> DeleteAsync(
        string id,
        Func<string, bool> keys,
        ETag instance,
        CancellationToken cancellationToken
    )
    {
        var partition = Entities.Key(id);
        var rows = table.QueryAsync<TableEntity>(
            e => e.PartitionKey == partition,
            select: ["PartitionKey", "RowKey"],
            cancellationToken: cancellationToken
        );
        var found = new List<TableTransactionAction>();
        await foreach (var row in rows)
        {
            if (keys(row.RowKey))
            {
                found.Add(Delete(partition, row.RowKey, row.RowKey is Entities.InstanceKey ? instance : ETag.All));
            }
        }

        foreach (var chunk in found.Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk, cancellationToken);
        }

        return found.Count > 0;
    }

    private static TableTransactionAction Delete(string partition, string key, ETag condition) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, key), condition);

    /// <summary>As few rows as hold them; each has room for at least one payload.</summary>
    private static IEnumerable<(int Row, List<HistoryEvent> Events)> Pack(IEnumerable<HistoryEvent> events)
    {
        var (rows, characters) = (new List<List<HistoryEvent>>(), int.MaxValue);
        foreach (var e in events)
        {
            // Names, times and ids of an event.
            var length = (e.Payload?.Length ?? 0) + e.Name.Length + 300;
            if (characters > Payloads.MaxCharacters - length)
            {
                rows.Add([]);
                characters = 0;
            }

            rows[^1].Add(e);
            characters += length;
        }

        return rows.Index();
    }
}

/// <summary>Somebody else writes to this hub; what is in memory here is stale.</summary>
internal sealed class RowChangedException() : Exception("The stored instance was changed by another process.");
