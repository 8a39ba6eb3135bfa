using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Audit;

/// <summary>
/// One table a UTC day, dropped whole before it is 90 days old: tables have no time to live, and dropping costs one operation
/// whatever the number of rows. Sixteen partitions a day, because one would take every write of its day.
/// </summary>
internal sealed class AuditTrail(StorageClients storage, IOptions<AuditOptions> options)
{
    private const string DevelopmentSecret = "development only, 32 characters at least";
    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.AccountKeySecret ?? DevelopmentSecret);

    public static string TableName(DateTimeOffset day) =>
        "audit" + day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public AccountKey KeyOf(AccountId account) =>
        new(
            Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(account.Value)).AsSpan(0, 16))
        );

    /// <summary>Writing the same row again changes nothing: the day is that of the request, not of the writing.</summary>
    public async Task WriteAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var table = await TableAsync(TableName(row.RequestedAt), cancellationToken);
        var entity = new TableEntity(Partition(row.Id), row.Id)
        {
            ["AccountKey"] = row.AccountKey.Value,
            ["RequestStatus"] = row.RequestStatus,
            ["SafetyDecision"] = row.SafetyDecision,
            ["ModelRoute"] = row.ModelRoute,
            ["QuotaEvent"] = row.QuotaEvent,
            ["RequestedAt"] = row.RequestedAt,
            ["CompletedAt"] = row.CompletedAt,
        };
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    private static string Partition(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..1];

    private async Task<TableClient> TableAsync(string name, CancellationToken cancellationToken)
    {
        if (_tables.TryGetValue(name, out var known))
        {
            return known;
        }

        var table = storage.Tables.GetTableClient(name);
        await table.CreateIfNotExistsAsync(cancellationToken);
        return _tables.GetOrAdd(name, table);
    }
}
