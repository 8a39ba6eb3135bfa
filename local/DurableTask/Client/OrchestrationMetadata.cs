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

    /// <summary>Of a failed one: "Type: message", not JSON.</summary>
    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => InstanceRow.IsFinal(RuntimeStatus);

    internal bool HasInputsAndOutputs { get; init; }

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private T? Read<T>(string? text) =>
        HasInputsAndOutputs
            ? Payloads.Deserialize<T>(text)
            : throw new InvalidOperationException(
                "Only metadata fetched with the option to include inputs and outputs can be read."
            );
}
