namespace Microsoft.DurableTask.Local;

/// <summary>Stored by name: renaming one is a data migration.</summary>
internal enum HistoryKind
{
    ActivityScheduled,
    TimerCreated,
    SubOrchestrationCreated,
    EventSent,
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
    string? Payload = null,
    string? EventId = null
)
{
    /// <summary>Events recorded in one transaction; the orchestrator saw them at one time.</summary>
    public int Batch { get; init; }

    public DateTimeOffset Time { get; init; }

    public bool IsAction =>
        Kind
            is HistoryKind.ActivityScheduled
                or HistoryKind.TimerCreated
                or HistoryKind.SubOrchestrationCreated
                or HistoryKind.EventSent;
}

/// <summary>Something the orchestrator asked for in this replay.</summary>
/// <param name="Kind">One of the first four.</param>
/// <param name="Target">Instance id of the sub-orchestration or of the event's receiver.</param>
/// <param name="Asked">The orchestrator's time when it asked.</param>
internal sealed record OrchestrationAction(
    int Id,
    HistoryKind Kind,
    string Name,
    string? Payload,
    string Target,
    DateTimeOffset FireAt,
    DateTimeOffset Asked
);
