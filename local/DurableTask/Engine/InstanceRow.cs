using System.Text.Json.Serialization;
using Azure;
using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>Who waits for a sub-orchestration: one action of one execution of one run.</summary>
internal sealed record ParentLink(string Id, string Name, string Run, int Execution, int TaskId);

/// <summary>The state of one instance: the row that every transaction of it replaces, fenced by its ETag.</summary>
/// <param name="Run">New at every start of the id, so that a restarted id is not taken for its predecessor.</param>
internal sealed record InstanceRow(string Id, string Name, string Run)
{
    [JsonIgnore]
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    /// <summary>When this execution starts or started; the orchestrator's first time.</summary>
    public DateTimeOffset Started { get; init; }

    [JsonIgnore]
    public string? Input { get; init; }

    [JsonIgnore]
    public string? Output { get; init; }

    [JsonIgnore]
    public string? CustomStatus { get; init; }

    /// <summary>Of a failed sub-orchestration, for its parent.</summary>
    [JsonIgnore]
    public string? Failure { get; init; }

    /// <summary>Counts on with each ContinueAsNew and each restart of a finished id.</summary>
    public int Execution { get; init; }

    /// <summary>How many history rows this execution has.</summary>
    public int Sequence { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>New at every write, to tell after an ambiguous answer whether the write happened.</summary>
    public string Commit { get; init; } = NewId();

    [JsonIgnore]
    public ETag ETag { get; init; }

    [JsonIgnore]
    public bool IsFinished => IsFinal(Status);

    public static string NewId() => Guid.NewGuid().ToString("N");

    public static bool IsFinal(OrchestrationRuntimeStatus status) =>
        status
            is OrchestrationRuntimeStatus.Completed
                or OrchestrationRuntimeStatus.Failed
                or OrchestrationRuntimeStatus.Terminated;

    public OrchestrationMetadata ToMetadata(bool inputsAndOutputs) =>
        new(Name, Id)
        {
            RuntimeStatus = Status,
            CreatedAt = Created,
            LastUpdatedAt = Updated,
            SerializedInput = inputsAndOutputs ? Input : null,
            SerializedOutput = inputsAndOutputs ? Output : null,
            SerializedCustomStatus = inputsAndOutputs ? CustomStatus : null,
            HasInputsAndOutputs = inputsAndOutputs,
        };
}
