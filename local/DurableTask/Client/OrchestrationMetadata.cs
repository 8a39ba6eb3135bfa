using Microsoft.DurableTask.Local;

namespace Microsoft.DurableTask.Client;

public enum OrchestrationRuntimeStatus
{
    Running,
    Completed,
    ContinuedAsNew,
    Failed,
    Canceled,
    Terminated,
    Pending,
    Suspended,
}

public sealed class OrchestrationMetadata(string name, string instanceId)
{
    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Of an orchestration that continued as new: the newest input.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Of a failed one: "Type: message", not JSON. Of a suspended one: the reason.</summary>
    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    /// <summary>Always null, as with the official Azure Storage backend.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus.IsFinished();

    /// <summary>Null when inputs and outputs were not asked for.</summary>
    internal Payloads? Payloads { get; init; }

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private T? Read<T>(string? text) =>
        Payloads is null
            ? throw new InvalidOperationException(
                "Only metadata fetched with the option to include inputs and outputs can be read."
            )
            : Payloads.Deserialize<T>(text);
}
