namespace Microsoft.DurableTask.Client;

/// <param name="PageSize">At most; pages may be shorter.</param>
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

/// <summary>Only finished instances are purged, whatever the statuses say.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null
);

public record PurgeInstanceOptions(bool Recursive = false);

public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

public class PurgeResult(int count, bool? isComplete)
{
    public PurgeResult(int count)
        : this(count, null) { }

    public int PurgedInstanceCount { get; } = count;

    public bool? IsComplete { get; } = isComplete;
}

public static class StartOrchestrationOptionsExtensions
{
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses
    ) => options with { DedupeStatuses = [.. dedupeStatuses.Select(s => s.ToString())] };
}
