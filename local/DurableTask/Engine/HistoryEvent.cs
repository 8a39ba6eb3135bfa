using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Local;

/// <summary>Stored by name: renaming one is a data migration. The first three are what orchestrators ask for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistoryKind>))]
internal enum HistoryKind
{
    ActivityScheduled,
    TimerCreated,
    SubOrchestrationCreated,
    Completed,
    Failed,
    TimerFired,
    EventRaised,
}

/// <param name="TaskId">Sequence number of the action in its execution, from 0; -1 for a raised event.</param>
/// <param name="Name">Of the activity, orchestration or event.</param>
/// <param name="Payload">JSON of the result, event or failure. Inputs are not kept: replay yields them again.</param>
/// <param name="EventId">Row key of the pending event, by which a repeated delivery is known.</param>
internal sealed record HistoryEvent(
    HistoryKind Kind,
    int TaskId,
    string Name,
    [property: JsonConverter(typeof(RawJsonConverter))] string? Payload = null,
    string? EventId = null
)
{
    /// <summary>Events recorded in one transaction; the orchestrator saw them at one time.</summary>
    public int Batch { get; init; }

    public DateTimeOffset Time { get; init; }

    [JsonIgnore]
    public bool IsAction => Kind <= HistoryKind.SubOrchestrationCreated;
}

/// <summary>Something the orchestrator asked for in this replay.</summary>
/// <param name="Kind">One of the first three.</param>
/// <param name="Target">Instance id of the sub-orchestration.</param>
internal sealed record OrchestrationAction(
    int Id,
    HistoryKind Kind,
    string Name,
    string? Payload,
    string Target,
    DateTimeOffset FireAt
);

/// <summary>What an instance is told.</summary>
internal abstract record Message;

/// <summary>Go on: it was started, loaded, or its start time has come.</summary>
internal sealed record Wake : Message;

/// <summary>An action of that execution ended, or an event was raised.</summary>
internal sealed record Happened(int Execution, HistoryEvent Event) : Message;

/// <summary>The orchestrator left its thread.</summary>
internal sealed record WentAstray(int Execution) : Message;

internal sealed record Terminate(string? Output) : Message;
