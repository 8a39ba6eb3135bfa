using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Microsoft.DurableTask.Local;

/// <summary>The hub's one table: instance rows, history, events not yet seen.</summary>
internal sealed class TaskTable(TableClient table)
{
    // 100 operations and 4 MiB are the limits of a transaction; JSON escaping needs room.
    private const int MaxRows = 99;
    private const int MaxCharacters = 1024 * 1024;

    public TableClient Client => table;

    public async Task<InstanceRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            Entities.Key(id),
            Entities.InstanceKey,
            cancellationToken: cancellationToken
        );
        return found.HasValue ? Entities.ToInstanceOrFailed(found.Value!) : null;
    }

    /// <returns>The row as stored, or null if the id is taken.</returns>
    public async Task<InstanceRow?> TryAddAsync(InstanceRow row, CancellationToken cancellationToken)
    {
        try
        {
            var response = await table.AddEntityAsync(Entities.From(row), cancellationToken);
            return row with { ETag = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // An insert whose answer was lost may have been repeated.
            var existing = await FindAsync(row.Id, cancellationToken);
            return string.Equals(existing?.Commit, row.Commit, StringComparison.Ordinal) ? existing : null;
        }
    }

    /// <summary>Starts a finished id again: its execution number counts on, so old history rows no longer count.</summary>
    /// <returns>Null: somebody else was first.</returns>
    public async Task<InstanceRow?> TryReplaceAsync(
        InstanceRow finished,
        InstanceRow row,
        CancellationToken cancellationToken
    )
    {
        await DeleteAsync(Entities.Key(row.Id), keepInstance: true, cancellationToken);
        row = row with { Execution = finished.Execution + 1 };
        try
        {
            return await CommitAsync(finished, row, [], [], cancellationToken);
        }
        catch (OwnershipLostException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes what one episode produced: events from row.Sequence on, the state, and the removal of rows, in one
    /// transaction. What does not fit goes ahead in transactions that leave the state as it is: its rows lie beyond
    /// the stored Sequence and do not count until the last transaction.
    /// </summary>
    /// <param name="row">The next state; a repeated try must carry the same Commit.</param>
    /// <param name="before">The stored state, written again by transactions that go ahead, as their fence.</param>
    /// <exception cref="OwnershipLostException">The row was changed by somebody else.</exception>
    public async Task<InstanceRow> CommitAsync(
        InstanceRow before,
        InstanceRow row,
        IReadOnlyList<HistoryEvent> events,
        IReadOnlyList<string> remove,
        CancellationToken cancellationToken
    )
    {
        var key = Entities.Key(row.Id);
        var chunks = Split(events, MaxRows - remove.Count);
        if (chunks.Count > 1)
        {
            // A try before this one may have got some of the way.
            var stored = await FindAsync(row.Id, cancellationToken);
            var ours = stored?.Commit.StartsWith(row.Commit, StringComparison.Ordinal) == true;
            before = ours ? before with { ETag = stored!.ETag } : before;
            if (ours && stored!.Commit.Length == row.Commit.Length)
            {
                return stored;
            }
        }

        var sequence = row.Sequence;
        var etag = before.ETag;
        for (var i = 0; ; i++)
        {
            var actions = chunks[i]
                .Select(e => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    Entities.From(key, Entities.HistoryKey(row.Execution, sequence++), e)
                ))
                .ToList();
            if (i == chunks.Count - 1)
            {
                actions.AddRange(remove.Select(r => Delete(key, r)));
                return await SendAsync(row with { Sequence = sequence, ETag = etag }, actions, cancellationToken);
            }

            var fence = before with { Commit = $"{row.Commit}-{i}", ETag = etag };
            etag = (await SendAsync(fence, actions, cancellationToken)).ETag;
        }
    }

    /// <summary>History of the row's execution, and events that wait to be seen by it.</summary>
    /// <exception cref="FormatException">A row is damaged or missing.</exception>
    public async Task<(List<HistoryEvent> History, List<HistoryEvent> Pending)> LoadAsync(
        InstanceRow row,
        CancellationToken cancellationToken
    )
    {
        var (history, pending) = (new List<HistoryEvent>(), new List<HistoryEvent>());
        var partition = Entities.Key(row.Id);
        var end = Entities.HistoryKey(row.Execution, row.Sequence);
        var start = Entities.HistoryKey(row.Execution, 0);
        var rows = table.QueryAsync<TableEntity>(
            e => e.PartitionKey == partition && e.RowKey != Entities.InstanceKey,
            cancellationToken: cancellationToken
        );
        await foreach (var entity in rows)
        {
            var key = entity.RowKey;
            if (key.StartsWith("e-", StringComparison.Ordinal))
            {
                pending.Add(Entities.ToEvent(entity));
            }
            else if (string.CompareOrdinal(key, start) >= 0 && string.CompareOrdinal(key, end) < 0)
            {
                history.Add(Entities.ToEvent(entity));
            }
        }

        return history.Count == row.Sequence
            ? (history, pending)
            : throw new FormatException($"The history has {history.Count} rows of {row.Sequence}.");
    }

    /// <returns>False: that event is already waiting.</returns>
    public async Task<bool> TryAddEventAsync(string id, HistoryEvent raised, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Entities.From(Entities.Key(id), raised.EventId!, raised), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Instance rows by filter, page by page.</summary>
    public async IAsyncEnumerable<Page<TableEntity>> ScanAsync(
        string filter,
        int pageSize,
        string? continuationToken,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var all = $"RowKey eq '{Entities.InstanceKey}'{(filter.Length > 0 ? " and " : "")}{filter}";
        var pages = table.QueryAsync<TableEntity>(all, pageSize, cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(continuationToken, pageSize))
        {
            yield return new(page.Values, page.ContinuationToken);
        }
    }

    public static string NewEventKey(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"e-{time.UtcTicks:D19}-{Guid.NewGuid():N}");

    /// <summary>The instance row goes last, so that a purge cut short can be repeated.</summary>
    public async Task DeleteAsync(string partition, bool keepInstance, CancellationToken cancellationToken)
    {
        var keys = new List<TableTransactionAction>();
        var rows = table.QueryAsync<TableEntity>(
            e => e.PartitionKey == partition && e.RowKey != Entities.InstanceKey,
            select: ["PartitionKey", "RowKey"],
            cancellationToken: cancellationToken
        );
        await foreach (var row in rows)
        {
            keys.Add(Delete(partition, row.RowKey));
        }

        if (!keepInstance)
        {
            keys.Add(Delete(partition, Entities.InstanceKey));
        }

        foreach (var chunk in keys.Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk, cancellationToken);
        }
    }

    /// <summary>What an execution left behind that has continued as new.</summary>
    public async Task<bool> DeleteHistoryAsync(InstanceRow before, CancellationToken cancellationToken)
    {
        var partition = Entities.Key(before.Id);
        var keys = Enumerable.Range(0, before.Sequence).Select(i => Entities.HistoryKey(before.Execution, i));
        foreach (var chunk in keys.Chunk(100))
        {
            try
            {
                await table.SubmitTransactionAsync(chunk.Select(k => Delete(partition, k)), cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Deleted already, by a try whose answer was lost.
            }
        }

        return before.Sequence > 0;
    }

    private static TableTransactionAction Delete(string partition, string key) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All);

    private static List<List<HistoryEvent>> Split(IReadOnlyList<HistoryEvent> events, int maxRows)
    {
        var chunks = new List<List<HistoryEvent>> { new() };
        var characters = 0;
        foreach (var e in events)
        {
            var length = e.Payload?.Length ?? 0;
            if (chunks[^1].Count >= maxRows || characters + length > MaxCharacters)
            {
                chunks.Add([]);
                characters = 0;
            }

            chunks[^1].Add(e);
            characters += length;
        }

        return chunks;
    }

    private async Task<InstanceRow> SendAsync(
        InstanceRow row,
        List<TableTransactionAction> others,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (others.Count == 0)
            {
                var entity = Entities.From(row);
                var update = await table.UpdateEntityAsync(
                    entity,
                    row.ETag,
                    TableUpdateMode.Replace,
                    cancellationToken
                );
                return row with { ETag = update.Headers.ETag!.Value };
            }

            others.Add(new(TableTransactionActionType.UpdateReplace, Entities.From(row), row.ETag));
            var responses = await table.SubmitTransactionAsync(others, cancellationToken);
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
                throw new OwnershipLostException();
            }

            throw;
        }
    }
}
