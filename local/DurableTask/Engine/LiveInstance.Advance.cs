using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>The part that replays and carries out what was asked for.</summary>
internal sealed partial class LiveInstance
{
    /// <summary>Activities and sub-orchestrations under way.</summary>
    private readonly HashSet<int> running = [];
    private readonly Dictionary<int, ITimer> timers = [];
    private bool replayed;

    private async Task AdvanceAsync(IReadOnlyList<HistoryEvent> events)
    {
        var result = RunOrchestrator(events);
        var next = row with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = result.CustomStatus };
        var children = result
            .Open.Where(a => a.Kind == HistoryKind.SubOrchestrationCreated && !running.Contains(a.Id))
            .ToList();
        // An end is written once, with the events that led to it, unless children start before it.
        if (!result.IsFinal || children.Count > 0)
        {
            // Nothing new: the first replay needs no write, another replay would ask for the same.
            await CommitAsync(next, events, result.Actions.Skip(history.Count(e => e.IsAction)));
            events = [];
            next = row = row with { Status = next.Status, CustomStatus = next.CustomStatus };
        }

        foreach (var child in children)
        {
            running.Add(child.Id);
            await hub.StartChildAsync(row, child, Post);
        }

        foreach (var activity in result.Open.Where(a => a.Kind == HistoryKind.ActivityScheduled && running.Add(a.Id)))
        {
            hub.Activities.Start(this, row.Execution, activity);
        }

        switch (result.Status)
        {
            case OrchestrationRuntimeStatus.ContinuedAsNew:
                await ContinueAsync(next, result, events);
                break;
            case OrchestrationRuntimeStatus.Failed:
                await FinishAsync(Failed(result.Failure!) with { CustomStatus = result.CustomStatus }, [.. events]);
                break;
            case OrchestrationRuntimeStatus.Completed:
                await FinishAsync(next with { Status = result.Status, Output = result.Output }, [.. events]);
                break;
            default:
                SetTimers([.. result.Open.Where(a => a.Kind == HistoryKind.TimerCreated)]);
                break;
        }
    }

    private ReplayResult RunOrchestrator(IReadOnlyList<HistoryEvent> events)
    {
        var execution = row.Execution;
        void Astray() => Post(new WentAstray(execution));
        var context = new ReplayContext(row, history, hub.Loggers, Astray);
        // The first replay is written only with the second. Batch 0 are events kept by ContinueAsNew.
        var isRepeated = replayed || history.Exists(e => e.Batch > 0);
        replayed = true;
        var orchestrator = hub.Functions.Orchestrator(row.Name);
        return Replay.Run(context, [.. history, .. events], history.Count, isRepeated, orchestrator);
    }

    private async Task ContinueAsync(InstanceRow next, ReplayResult result, IReadOnlyList<HistoryEvent> events)
    {
        var now = hub.Now;
        var kept = result.Unprocessed.Select(e => e with { Batch = 0, Time = now }).ToList();
        var seen = events.Select(e => e.EventId).OfType<string>();
        next = next with
        {
            Execution = row.Execution + 1,
            Sequence = 0,
            Input = result.Output,
            Started = now,
            Updated = now,
            Commit = InstanceRow.NewId(),
        };
        row = await hub.PersistAsync(c => hub.Table.CommitAsync(next, kept, seen, c));
        StopTimers();
        running.Clear();
        (history, replayed) = (kept, false);
        // What the last execution leaves behind.
        var first = Entities.HistoryKey(row.Execution, 0);
        bool IsOld(string key) => key[0] == 'h' && string.CompareOrdinal(key, first) < 0;
        await hub.PersistAsync(c => hub.Table.DeleteAsync(row.Id, IsOld, c));
        Post(new Wake());
    }

    /// <summary>Sets timers that are new; forgets those no longer waited for.</summary>
    private void SetTimers(List<OrchestrationAction> open)
    {
        foreach (var id in timers.Keys.Except(open.Select(a => a.Id)).ToList())
        {
            timers.Remove(id, out var timer);
            timer?.Dispose();
        }

        foreach (var (id, kind, name, _, _, fireAt) in open)
        {
            SetTimer(id, fireAt, new Happened(row.Execution, new(HistoryKind.TimerFired, id, name)));
        }
    }

    private void SetTimer(int id, DateTimeOffset due, Message message)
    {
        if (!timers.ContainsKey(id))
        {
            timers[id] = hub.At(due, () => Post(message));
        }
    }

    private void StopTimers()
    {
        foreach (var timer in timers.Values)
        {
            timer.Dispose();
        }

        timers.Clear();
    }
}
