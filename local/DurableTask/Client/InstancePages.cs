using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Local;

namespace Microsoft.DurableTask.Client;

/// <summary>
/// Instances by query. Storage filters what it can; the status of an unfinished instance is decided in memory, where
/// it is newer.
/// </summary>
internal sealed class InstancePages(TaskHub hub, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    private readonly HashSet<OrchestrationRuntimeStatus>? statuses = query.Statuses?.ToHashSet() is { Count: > 0 } set
        ? set
        : null;

    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = null,
        int? pageSizeHint = null
    ) => ReadAsync(continuationToken, pageSizeHint ?? query.PageSize, CancellationToken.None);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? continuationToken,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var token = continuationToken ?? query.ContinuationToken;
        await foreach (var page in hub.Table.ScanAsync(Filter(), pageSize, token, cancellationToken))
        {
            var rows = page
                .Values.Select(Entities.ToInstanceOrFailed)
                .Select(stored => hub.Find(stored.Id)?.Row ?? stored)
                .Where(row => statuses?.Contains(row.Status) != false)
                .Select(row => row.ToMetadata(hub.Payloads, query.FetchInputsAndOutputs));
            yield return new([.. rows], page.ContinuationToken);
        }
    }

    private string Filter()
    {
        var parts = new List<string>();
        if (query.CreatedFrom is { } from)
        {
            parts.Add(Time("ge", from));
        }

        if (query.CreatedTo is { } to)
        {
            parts.Add(Time("le", to));
        }

        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            var key = Entities.Key(prefix).Replace("'", "''", StringComparison.Ordinal);
            parts.Add($"PartitionKey ge '{key}' and PartitionKey lt '{key}\uFFFF'");
        }

        if (statuses is not null && statuses.All(s => s.IsFinished()))
        {
            parts.Add($"({string.Join(" or ", statuses.Select(s => $"Status eq '{s}'"))})");
        }

        return string.Join(" and ", parts);
    }

    private static string Time(string comparison, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"Created {comparison} datetime'{time.UtcDateTime:o}'");
}
