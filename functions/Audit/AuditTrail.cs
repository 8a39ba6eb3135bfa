using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Audit;

/// <summary>Writes audit rows. Sixteen partitions a day, because one would take every write of its day.</summary>
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
}
