using Azure;

namespace AiPromptGen.Audit;

/// <summary>Writes audit rows. Many partitions a day, because one would take every write of its day.</summary>
internal sealed class AuditTrail(AuditTables tables, AuditKeys keys)
{
    /// <param name="at">The time of the request that the row is of.</param>
    public AccountKey KeyOf(AccountId account, DateTimeOffset at) => keys.Of(account, at);

    /// <summary>
    /// Writing the same row again changes nothing: the day is that of the request, not of the writing. A row of a day that is
    /// over its time is not written.
    /// </summary>
    public async Task WriteAsync(AuditRow row, CancellationToken cancellationToken)
    {
        if (await tables.Days.OpenAsync(row.RequestedAt, cancellationToken) is { } table)
        {
            await table.UpsertEntityAsync(row.ToEntity(Shards.Of(row.Id)), TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>What became of the requests that have a row, of those with an id between two of one partition.</summary>
    /// <param name="day">Of the requests.</param>
    /// <param name="partition">As of <see cref="Shards"/>.</param>
    public async Task<IReadOnlyDictionary<string, string>> StatusesAsync(
        DateOnly day,
        string partition,
        string firstId,
        string lastId,
        CancellationToken cancellationToken
    )
    {
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = tables
            .Days.Find(day)
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition} and RowKey ge {firstId} and RowKey le {lastId}"
                ),
                select: [nameof(ITableEntity.RowKey), nameof(AuditRow.RequestStatus)],
                cancellationToken: cancellationToken
            );
        try
        {
            await foreach (var row in rows)
            {
                statuses[row.RowKey] = row.GetString(nameof(AuditRow.RequestStatus));
            }
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            // Nothing was audited that day.
        }

        return statuses;
    }
}
