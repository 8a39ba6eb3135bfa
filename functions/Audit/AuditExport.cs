using System.Runtime.CompilerServices;

namespace AiPromptGen.Audit;

/// <summary>All audit rows of an account, for its owner's export.</summary>
internal sealed class AuditExport(AuditQuery query, AuditKeys keys, TimeProvider time) : IExportSection
{
    public string Name => "audit";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var filter = new AuditFilter
        {
            From = now - DayTableRules.Limit,
            // The end is after now, because the row about this export has just been written.
            Until = now.AddSeconds(1),
            Keys = keys.Of(accountId, now - DayTableRules.Limit, now.AddSeconds(1)),
        };
        string? cursor = null;
        do
        {
            var page = await query.ReadAsync(filter, cursor, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["rowKey"] = row.Id,
                    ["accountKey"] = row.AccountKey.Value,
                    ["requestStatus"] = row.RequestStatus,
                    ["safetyDecision"] = row.SafetyDecision,
                    ["modelRoute"] = row.ModelRoute,
                    ["quotaEvent"] = row.QuotaEvent,
                    ["requestedAt"] = row.RequestedAt,
                    ["completedAt"] = row.CompletedAt,
                };
            }

            cursor = page.Cursor;
        } while (cursor is not null);
    }
}
