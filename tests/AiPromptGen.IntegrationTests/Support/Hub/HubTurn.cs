using System.Collections;
using System.Collections.ObjectModel;
using DurableTask.Core;
using DurableTask.Core.History;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>A turn of an orchestration that a host has taken: the messages it works off, and when.</summary>
internal sealed class HubTurn : TaskOrchestrationWorkItem
{
    private readonly IReadOnlyList<HistoryEvent> received;

    public HubTurn(
        MemoryHubService owner,
        HubInstance instance,
        OrchestrationRuntimeState before,
        IReadOnlyList<TaskMessage> messages,
        DateTime now
    )
    {
        Owner = owner;
        Instance = instance;
        Taken = [.. instance.Inbox];
        Now = now;
        InstanceId = instance.Id;
        OrchestrationRuntimeState = before;
        NewMessages = new StampingMessages(this, messages);
        received = [.. messages.Select(m => m.Event)];
        // Never renewed: a hub in memory knows when a host has died and takes its turns back then.
        LockedUntilUtc = DateTime.MaxValue;
    }

    public MemoryHubService Owner { get; }

    public HubInstance Instance { get; }

    public IReadOnlyList<HubMessage> Taken { get; }

    /// <summary>The hub's time when the turn was taken: the orchestrator's <c>CurrentUtcDateTime</c> during it.</summary>
    public DateTime Now { get; }

    /// <summary>DurableTask.Core stamps with the machine's clock what happens in a turn; this puts the hub's time there.</summary>
    public void Stamp(OrchestrationRuntimeState after, DateTime now)
    {
        foreach (var happened in after.NewEvents.Where(e => e is not OrchestratorStartedEvent && !received.Contains(e)))
        {
            happened.Timestamp = now;
        }
    }

    private void StampStart()
    {
        foreach (var start in OrchestrationRuntimeState.NewEvents.OfType<OrchestratorStartedEvent>())
        {
            start.Timestamp = Now;
        }
    }

    /// <summary>
    /// DurableTask.Core adds the event from which orchestrators read the time, stamped with the machine's clock, before it reads the new
    /// messages, and runs the orchestrator afterwards. So the moment at which the messages are read is where the time can be set.
    /// (TaskOrchestrationDispatcher.OnProcessWorkItemAsync; the first test of the hub fails should that order change.) What runs
    /// in the same turn after <c>ContinueAsNew</c> still sees the machine's clock.
    /// </summary>
    private sealed class StampingMessages(HubTurn turn, IEnumerable<TaskMessage> messages)
        : Collection<TaskMessage>([.. messages]),
            IEnumerable<TaskMessage>
    {
        IEnumerator<TaskMessage> IEnumerable<TaskMessage>.GetEnumerator()
        {
            turn.StampStart();
            return GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
