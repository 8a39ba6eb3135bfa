using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>The part that writes: one transaction for an episode, and the last one.</summary>
internal sealed partial class LiveInstance
{
    private InstanceRow Failed(TaskFailureDetails failure) =>
        row with
        {
            Status = OrchestrationRuntimeStatus.Failed,
            Output = failure.ToString(),
            Failure = row.Parent is null ? null : Payloads.Failure(failure),
        };

    private async Task CommitAsync(InstanceRow next, List<HistoryEvent> events, List<OrchestrationAction> asked)
    {
        var added = events
            .Concat(
                asked.Select(a => new HistoryEvent(a.Kind, a.Id, a.Name)
                {
                    Batch =
                        events.Count > 0 ? events[0].Batch
                        : history.Count > 0 ? history[^1].Batch
                        : 0,
                    Time = events.Count > 0 ? events[0].Time : row.Started,
                })
            )
            .ToList();
        var seen = events.Select(e => e.EventId).OfType<string>().ToList();
        next = next with { Updated = hub.Now, Commit = InstanceRow.NewId() };
        row = await PersistAsync(c => hub.Table.CommitAsync(row, next, added, seen, c));
        history.AddRange(added);
    }

    private async Task FinishAsync(InstanceRow next, List<HistoryEvent> events)
    {
        if (next.Output?.Length + (next.Input?.Length ?? 0) > Payloads.MaxCharacters)
        {
            var tooLarge = new PayloadTooLargeException("input and output", next.Output!.Length + next.Input!.Length);
            next = Failed(TaskFailureDetails.FromException(tooLarge));
        }

        await CommitAsync(next, events, []);
        StopTimers();
        hub.Detach(this);
        Started.TrySetResult(row);
        Finished.TrySetResult(row);
        hub.TellParent(row);
    }
}
