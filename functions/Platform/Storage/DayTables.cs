using System.Collections.Concurrent;
using Azure;

namespace AiPromptGen.Platform.Storage;

/// <summary>
/// One table for each UTC day, dropped as a whole before a row of it is 90 days old. Table storage cannot expire rows, and dropping a table
/// is one operation however many rows it has.
/// </summary>
/// <param name="prefix">Lower-case letters; the day follows as eight digits.</param>
internal sealed class DayTables(StorageClients storage, TimeProvider time, string prefix)
{
    private readonly ConcurrentDictionary<DateOnly, TableClient> _made = new();

    /// <summary>The table of that day, which may not exist.</summary>
    public TableClient Find(DateOnly day) => storage.Tables.GetTableClient(DayTableRules.Name(prefix, day));

    /// <summary>The table for a row of this time. It is created if it does not exist.</summary>
    /// <returns>Null when the table of that day is due to be dropped, so that a row so late must not be written.</returns>
    public async Task<TableClient?> OpenAsync(DateTimeOffset rowTime, CancellationToken cancellationToken)
    {
        var day = DayTableRules.Day(rowTime);
        if (DayTableRules.IsDue(day, time.GetUtcNow()))
        {
            return null;
        }

        if (_made.TryGetValue(day, out var known))
        {
            return known;
        }

        var table = Find(day);
        await table.CreateIfNotExistsAsync(cancellationToken);
        return _made.GetOrAdd(day, table);
    }

    /// <summary>Drops the tables that are due, oldest first; others with the same prefix stay.</summary>
    /// <param name="failed">Called for each table that could not be dropped; the next run tries it again.</param>
    public async Task<SweepReport> DropDueAsync(
        int max,
        Action<DateOnly, Exception> failed,
        CancellationToken cancellationToken
    )
    {
        var (due, now) = (new List<DateOnly>(), time.GetUtcNow());
        var (first, end) = (prefix + "0", prefix + ":");
        var filter = TableServiceClient.CreateQueryFilter($"TableName ge {first} and TableName lt {end}");
        await foreach (var table in storage.Tables.QueryAsync(filter, cancellationToken: cancellationToken))
        {
            if (DayTableRules.DayOf(prefix, table.Name) is { } day && DayTableRules.IsDue(day, now))
            {
                due.Add(day);
            }
        }

        due.Sort();
        var report = await Sweep.EachAsync(
            due.ToAsyncEnumerable(),
            max,
            atOnce: 1,
            DropAsync,
            failed,
            cancellationToken
        );
        return report with { More = due.Count > report.Seen };
    }

    private async Task DropAsync(DateOnly day, CancellationToken cancellationToken)
    {
        try
        {
            // A table that does not exist is reported as a 404 response, not as an exception.
            await storage.Tables.DeleteTableAsync(DayTableRules.Name(prefix, day), cancellationToken);
            _made.TryRemove(day, out _);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 409)
        {
            // Another process is dropping it (409, TableBeingDeleted).
        }
    }
}
