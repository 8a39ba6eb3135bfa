using Azure;

namespace AiPromptGen.Audit;

/// <summary>Writes audit rows. Many partitions a day, because one would take every write of its day.</summary>
internal sealed class AuditTrail(AuditTables tables, AuditKeys keys)
{
    /// <param name="at">The time of the request that the row is of.</param>
    public AccountKey KeyOf(AccountId account, DateTimeOffset at) => keys.KeyOf(account, Minute(at));

    /// <summary>The partition in which the row of a request is, or will be.</summary>
    /// <param name="id">Of the request.</param>
    /// <param name="at">The time of the request.</param>
    public string PartitionOf(string id, DateTimeOffset at) => PartitionOf(keys.NameOf(id, Minute(at)));

    /// <summary>
    /// Writing the same row again changes nothing: the day is that of the request, not of the writing. A row of a day that is
    /// over its time is not written. Times are told to the minute: to a fraction of a second they would name the one row of an
    /// account that has them too.
    /// </summary>
    public async Task WriteAsync(AuditRow row, CancellationToken cancellationToken)
    {
        if (await tables.Days.OpenAsync(row.RequestedAt, cancellationToken) is { } table)
        {
            var told = row with { RequestedAt = Minute(row.RequestedAt), CompletedAt = Minute(row.CompletedAt) };
            var name = keys.NameOf(row.Id, told.RequestedAt);
            var entity = told.ToRow(PartitionOf(name), name);
            await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>What became of those of these requests that have a row, by their ids.</summary>
    /// <param name="day">Of the requests.</param>
    /// <param name="partition">As of <see cref="PartitionOf(string, DateTimeOffset)"/>, of all of them.</param>
    public async Task<IReadOnlyDictionary<string, string>> StatusesAsync(
        DateOnly day,
        string partition,
        IEnumerable<(string Id, DateTimeOffset At)> requests,
        CancellationToken cancellationToken
    )
    {
        var ids = requests
            .Select(r => (r.Id, Name: keys.NameOf(r.Id, Minute(r.At))))
            .ToDictionary(r => r.Name, r => r.Id, StringComparer.Ordinal);
        var (first, last) = (ids.Keys.Min(StringComparer.Ordinal), ids.Keys.Max(StringComparer.Ordinal));
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = tables
            .Days.Find(day)
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}"
                ),
                select: [nameof(ITableEntity.RowKey), nameof(AuditRow.RequestStatus)],
                cancellationToken: cancellationToken
            );
        try
        {
            await foreach (var row in rows)
            {
                if (ids.TryGetValue(row.RowKey, out var id))
                {
                    statuses[id] = row.GetString(nameof(AuditRow.RequestStatus));
                }
            }
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // Nothing was audited that day.
        }

        return statuses;
    }

    /// <summary>By the name: the id's own would be a part of the way to the account's row.</summary>
    private static string PartitionOf(string name) => Shards.ForId(name);

    internal static DateTimeOffset Minute(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}

/// <summary>Where audit rows are: <c>audit&lt;yyyyMMdd&gt;</c>, by the day of the request.</summary>
internal sealed class AuditTables(StorageClients storage, TimeProvider time)
{
    public const string Prefix = "audit";

    public DayTables Days { get; } = new(storage, time, Prefix);
}
