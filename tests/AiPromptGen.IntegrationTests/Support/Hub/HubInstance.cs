using DurableTask.Core;
using DurableTask.Core.History;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>One orchestration as the hub holds it: its state, its history, and the messages that wait for it.</summary>
internal sealed class HubInstance(string id)
{
    /// <summary>Executions that have begun under this id. A second delivery of their start message is dropped.</summary>
    private readonly HashSet<string> begun = [];
    private string? history;
    private string? state;

    public string Id { get; } = id;

    public List<HubMessage> Inbox { get; } = [];

    /// <summary>The turn that a host has taken and neither completed nor given back; null when nobody works on the instance.</summary>
    public HubTurn? Turn { get; set; }

    /// <summary>Null for an id that only received messages and was never started.</summary>
    public OrchestrationState? State
    {
        get => state is null ? null : HubText.Read<OrchestrationState>(state);
        set => state = value is null ? null : HubText.Write(value);
    }

    public IList<HistoryEvent> History => history is null ? [] : HubText.Read<List<HistoryEvent>>(history);

    public static bool IsFinal(OrchestrationStatus status) =>
        status
            is OrchestrationStatus.Completed
                or OrchestrationStatus.Failed
                or OrchestrationStatus.Terminated
                or OrchestrationStatus.Canceled;

    /// <summary>What a client's start leaves: a pending state, which the first turn replaces.</summary>
    public void Expect(ExecutionStartedEvent start)
    {
        history = null;
        State = new OrchestrationState
        {
            OrchestrationInstance = start.OrchestrationInstance,
            OrchestrationStatus = OrchestrationStatus.Pending,
            CreatedTime = start.Timestamp,
            LastUpdatedTime = start.Timestamp,
            Name = start.Name,
            Version = start.Version,
            Input = start.Input,
            Tags = start.Tags,
            ScheduledStartTime = start.ScheduledStartTime,
        };
    }

    /// <summary>
    /// What a turn would begin with. Left out are messages to an earlier execution, second deliveries of a start, and everything
    /// sent to what never began or has ended: the Azure Storage engine discards the same
    /// (github.com/Azure/durabletask, AzureStorageOrchestrationService.IsExecutableInstanceAsync).
    /// </summary>
    public (OrchestrationRuntimeState Before, IReadOnlyList<TaskMessage> Messages) Open()
    {
        var messages = Inbox.ConvertAll(message => message.Read());
        var before = new OrchestrationRuntimeState(History);
        messages.RemoveAll(m =>
            m.Event is ExecutionStartedEvent && begun.Contains(m.OrchestrationInstance.ExecutionId)
        );
        if (messages.Find(m => m.Event is ExecutionStartedEvent) is { } start && !IsUnderWay(before))
        {
            before = new OrchestrationRuntimeState();
            messages.RemoveAll(m => !IsFor(m, start.OrchestrationInstance.ExecutionId));
            return (before, messages);
        }

        var current = before.OrchestrationInstance?.ExecutionId;
        messages.RemoveAll(m => !IsUnderWay(before) || !IsFor(m, current));
        return (before, messages);
    }

    /// <summary>Stores what a turn came to.</summary>
    public void Save(OrchestrationRuntimeState after, OrchestrationState newState)
    {
        history = HubText.Write(after.Events);
        State = newState;
        begun.Add(after.OrchestrationInstance!.ExecutionId);
    }

    private static bool IsUnderWay(OrchestrationRuntimeState state) =>
        state.ExecutionStartedEvent is not null && !IsFinal(state.OrchestrationStatus);

    private static bool IsFor(TaskMessage message, string? execution) =>
        string.IsNullOrEmpty(message.OrchestrationInstance.ExecutionId)
        || message.OrchestrationInstance.ExecutionId == execution;
}
