namespace Microsoft.DurableTask;

/// <param name="InstanceId">Null: a random one.</param>
/// <param name="StartAt">Null: now.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Finished states that must not be replaced by this start; null: every finished one may be.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
