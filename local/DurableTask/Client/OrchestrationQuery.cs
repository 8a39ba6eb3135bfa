using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;

#pragma warning disable IDE0130
namespace Microsoft.DurableTask
{
    public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
        where T : notnull
    {
        public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

        public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await foreach (var page in AsPages().WithCancellation(cancellationToken))
            {
                foreach (var value in page.Values)
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>May hold fewer values than asked for, even none, and still not be the last.</summary>
    public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
        where T : notnull
    {
        public IReadOnlyList<T> Values { get; } = values;

        /// <summary>Null: this is the last page.</summary>
        public string? ContinuationToken { get; } = continuationToken;
    }
}

namespace Microsoft.DurableTask.Client
{
    /// <param name="TaskHubNames">There is one hub; not looked at.</param>
    public record OrchestrationQuery(
        DateTimeOffset? CreatedFrom = null,
        DateTimeOffset? CreatedTo = null,
        IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
        IEnumerable<string>? TaskHubNames = null,
        string? InstanceIdPrefix = null,
        int PageSize = OrchestrationQuery.DefaultPageSize,
        bool FetchInputsAndOutputs = false,
        string? ContinuationToken = null
    )
    {
        public const int DefaultPageSize = 100;
    }

    /// <summary>A scan, filtered here: of an unfinished instance only the memory knows the newest state.</summary>
    internal sealed class InstancePages(TaskHub hub, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
            string? continuationToken = null,
            int? pageSizeHint = null
        ) => ReadAsync(continuationToken, pageSizeHint, CancellationToken.None);

        private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
            string? continuationToken,
            int? pageSize,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            var token = continuationToken ?? query.ContinuationToken;
            var pages = hub.Table.ScanAsync("", pageSize ?? query.PageSize, token, cancellationToken);
            await foreach (var (rows, next) in pages)
            {
                var found = rows.Select(stored => hub.Find(stored.Id)?.Row ?? stored)
                    .Where(Matches)
                    .Select(row => row.ToMetadata(query.FetchInputsAndOutputs));
                yield return new([.. found], next);
            }
        }

        private bool Matches(InstanceRow row) =>
            row.Id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)
            && row.Created >= (query.CreatedFrom ?? DateTimeOffset.MinValue)
            && row.Created <= (query.CreatedTo ?? DateTimeOffset.MaxValue)
            && query.Statuses?.Contains(row.Status) != false;
    }
}
