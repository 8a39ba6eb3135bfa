using DurableTask.Core;
using DurableTask.Core.History;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>What clients and tests see of the hub, and the purge.</summary>
internal sealed partial class MemoryHub
{
    /// <summary>Ids of what never began or has not ended, for a test that waits until all have.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. instances
                        .Values.Where(i => i.State is { } s && !HubInstance.IsFinal(s.OrchestrationStatus))
                        .Select(i => i.Id),
                ];
            }
        }
    }

    /// <summary>Turns and activities that run or could: 0 when nothing can happen until a time comes or a message arrives.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
            {
                return activities.Count
                    + running.Count
                    + instances.Values.Count(i => i.Turn is not null || i.Inbox.Count > 0);
            }
        }
    }

    /// <summary>When the next message that waits for its time comes.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return later.TryPeek(out _, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>A copy, in the order of ids.</summary>
    public IReadOnlyList<OrchestrationState> States()
    {
        lock (gate)
        {
            return
            [
                .. instances
                    .Values.OrderBy(i => i.Id, StringComparer.Ordinal)
                    .Select(i => i.State)
                    .OfType<OrchestrationState>(),
            ];
        }
    }

    public OrchestrationState? Find(string id)
    {
        lock (gate)
        {
            return instances.GetValueOrDefault(id)?.State;
        }
    }

    public IList<HistoryEvent> HistoryOf(string id)
    {
        lock (gate)
        {
            return instances.GetValueOrDefault(id)?.History ?? [];
        }
    }

    /// <returns>False when there was nothing.</returns>
    public bool Purge(string id)
    {
        lock (gate)
        {
            return instances.Remove(id, out var instance) && instance.State is not null;
        }
    }
}
