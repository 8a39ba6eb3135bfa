using Azure;

namespace AiPromptGen.Audit;

/// <summary>Writes audit rows. The rows of a day are spread over 256 partitions, because a single one could not take all of its writes.</summary>
internal sealed class AuditTrail(AuditTables tables, AuditKeys keys)
{
    /// <summary>What stands for the account in the audit row of one request.</summary>
    /// <param name="at">The time of the request.</param>
    public AccountKey KeyOf(AccountId account, DateTimeOffset at) => keys.KeyOf(account, Minute(at));

    /// <summary>The partition in which the row of a request is, or will be.</summary>
    /// <param name="id">The id of the request.</param>
    /// <param name="at">The time of the request.</param>
    public string PartitionOf(string id, DateTimeOffset at) => PartitionOf(keys.NameOf(id, Minute(at)));

    /// <summary>
    /// Writing the same row again changes nothing, because its table is that of the day of the request and not of the writing. The row
    /// is not written when that day's table is due to be dropped. Times are cut to the minute: a row of the account's own partition has
    /// the same times, and to a fraction of a second they would tell which account the audit row is about.
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

    /// <summary>The status of each of these requests that has an audit row, by the id of the request.</summary>
    /// <param name="day">The UTC day of all of these requests.</param>
    /// <param name="partition">The one that <see cref="PartitionOf(string, DateTimeOffset)"/> gives for each of these requests.</param>
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

    /// <summary>Made from the row's hashed name. A partition made from the id would give away something of the id.</summary>
    private static string PartitionOf(string name) => Shards.ForId(name);

    internal static DateTimeOffset Minute(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}

/// <summary>The tables of audit rows, one for each UTC day of requests: <c>audit&lt;yyyyMMdd&gt;</c>.</summary>
internal sealed class AuditTables(StorageClients storage, TimeProvider time)
{
    public const string Prefix = "audit";

    public DayTables Days { get; } = new(storage, time, Prefix);
}
