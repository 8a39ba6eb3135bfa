using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>The part that replays and carries out what was asked for.</summary>
internal sealed partial class LiveInstance
{
    private readonly HashSet<int> running = [];
    private readonly Dictionary<int, ITimer> timers = [];
    private ITimer? start;
    private ReplayResult? latest;

    /// <summary>Actions whose effects on other instances are done; -1 after a load: the replay tells.</summary>
    private int settled = isNew ? 0 : -1;

    private async Task AdvanceAsync(InstanceRow next, List<HistoryEvent> events, bool mustCommit)
    {
        var result = latest = RunOrchestrator(events);
        var recorded = history.Count(e => e.IsAction);
        var orphans = new HashSet<int>();
        if (settled < 0)
        {
            // The effects of the last batch may have been cut short by the crash, and the end of any child may not
            // have been told; doing them twice is harmless.
            settled = Math.Min(result.SettledActions, recorded);
            orphans = [.. result.Open];
        }

        next = next with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = result.CustomStatus };
        var effects = result.Actions.Where(a => (a.Id >= settled || orphans.Contains(a.Id)) && HasEffect(a)).ToList();
        if (!result.IsFinal || (effects.Count > 0 && events.Count > 0))
        {
            // Nothing new: the first replay needs no write, another replay would ask for the same.
            if (events.Count > 0 || mustCommit)
            {
                await CommitAsync(next, events, [.. result.Actions.Skip(recorded)]);
                events = [];
            }

            next = row = row with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = result.CustomStatus };
            Started.TrySetResult(row);
        }

        foreach (var action in effects)
        {
            await hub.AffectAsync(this, action);
        }

        settled = result.Actions.Count;
        switch (result.Status)
        {
            case OrchestrationRuntimeStatus.ContinuedAsNew:
                await ContinueAsync(next, result, events);
                break;
            case OrchestrationRuntimeStatus.Failed:
                Dispatch(result);
                await FinishAsync(Failed(result.Failure!) with { CustomStatus = result.CustomStatus }, events);
                break;
            case OrchestrationRuntimeStatus.Completed:
                Dispatch(result);
                await FinishAsync(next with { Status = result.Status, Output = result.Output }, events);
                break;
            default:
                Dispatch(result);
                break;
        }
    }

    private static bool HasEffect(OrchestrationAction action) =>
        action.Kind is HistoryKind.EventSent or HistoryKind.SubOrchestrationCreated;

    private ReplayResult RunOrchestrator(List<HistoryEvent> events)
    {
        var execution = row.Execution;
        hub.Functions.CheckOrchestrator(row.Name);
        void Astray() => Post(new WentAstray(execution));
        var context = new ReplayContext(row, history, hub.Payloads, hub.Loggers, Astray);
        // The first replay is written only with the second. Batch 0 are events kept by ContinueAsNew.
        var isRepeated = latest is not null || history.Exists(e => e.Batch > 0);
        return Replay.Run(
            context,
            [.. history, .. events],
            history.Count,
            isRepeated,
            hub.Functions.RunAsync,
            hub.Payloads
        );
    }

    /// <summary>Starts activities and timers that are open and not under way; forgets timers no longer waited for.</summary>
    private void Dispatch(ReplayResult result)
    {
        foreach (var id in timers.Keys.Where(id => !result.Open.Contains(id)).ToList())
        {
            timers.Remove(id, out var timer);
            timer?.Dispose();
        }

        foreach (var action in result.Actions.Where(a => result.Open.Contains(a.Id)))
        {
            if (action.Kind == HistoryKind.ActivityScheduled && running.Add(action.Id))
            {
                hub.Activities.Start(this, row.Execution, action);
            }
            else if (action.Kind == HistoryKind.TimerCreated && !result.IsFinal && !timers.ContainsKey(action.Id))
            {
                var fired = new Happened(row.Execution, new(HistoryKind.TimerFired, action.Id, action.Name));
                timers[action.Id] = hub.At(action.FireAt, () => Post(fired));
            }
        }
    }

    private async Task ContinueAsync(InstanceRow next, ReplayResult result, List<HistoryEvent> events)
    {
        Dispatch(result);
        var now = hub.Now;
        var kept = result.Unprocessed.Select(e => e with { Batch = 0, Time = now }).ToList();
        var before = row;
        var seen = events.Select(e => e.EventId).OfType<string>().ToList();
        next = next with
        {
            Execution = row.Execution + 1,
            Sequence = 0,
            Input = result.Output,
            Started = now,
            Updated = now,
            Commit = InstanceRow.NewId(),
        };
        row = await PersistAsync(c => hub.Table.CommitAsync(before, next, kept, seen, c));
        StopTimers();
        running.Clear();
        (history, settled, latest) = (kept, 0, null);
        await PersistAsync(c => hub.Table.DeleteHistoryAsync(before, c));
        Post(new Wake());
    }

    private void ScheduleStart()
    {
        if (IsEarly)
        {
            start ??= hub.At(row.Started, () => Post(new Wake()));
        }
    }

    private void StopTimers()
    {
        start?.Dispose();
        foreach (var timer in timers.Values)
        {
            timer.Dispose();
        }

        timers.Clear();
    }

    private IReadOnlyList<string> OpenChildren() =>
        latest is null
            ? []
            :
            [
                .. latest
                    .Actions.Where(a => a.Kind == HistoryKind.SubOrchestrationCreated && latest.Open.Contains(a.Id))
                    .Select(a => a.Target),
            ];
}
