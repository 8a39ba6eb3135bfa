namespace Microsoft.DurableTask;

public class TaskOptions(TaskRetryOptions? retry)
{
    public TaskRetryOptions? Retry { get; init; } = retry;

    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));
}

public class SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null) : TaskOptions(retry)
{
    /// <summary>Null: derived, the same in every replay.</summary>
    public string? InstanceId { get; init; } = instanceId;
}

public sealed class TaskRetryOptions(RetryPolicy policy)
{
    public RetryPolicy? Policy { get; } = policy;
}

/// <param name="InstanceId">Null: a random one.</param>
/// <param name="StartAt">Null: now.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
    }
}
