using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>The part in which instances and the client reach other instances.</summary>
internal sealed partial class TaskHub
{
    /// <summary>Takes up an instance whose row was just inserted.</summary>
    public LiveInstance Attach(InstanceRow row, CancellationToken session)
    {
        var created = new LiveInstance(this, row, isNew: true, session);
        live[row.Id] = created;
        created.Post(new Wake());
        return created;
    }

    public void Detach(LiveInstance instance) => live.TryRemove(new(instance.Row.Id, instance));

    /// <summary>Starts a sub-orchestration or sends an event; repeating either does no harm.</summary>
    public Task AffectAsync(LiveInstance from, OrchestrationAction action) =>
        action.Kind == HistoryKind.EventSent ? SendAsync(from.Row, action) : StartChildAsync(from, action);

    /// <returns>False: no unfinished instance has that id.</returns>
    public async Task<bool> RaiseAsync(string id, HistoryEvent raised)
    {
        if (Find(id) is not { } target)
        {
            return false;
        }

        if (await target.PersistAsync(c => table.TryAddEventAsync(id, raised, c)))
        {
            target.Post(new Happened(-1, raised));
        }

        return true;
    }

    public void TellParent(InstanceRow child)
    {
        if (
            child.Parent is { } link
            && Find(link.Id) is { } parent
            && string.Equals(parent.Row.Run, link.Run, StringComparison.Ordinal)
        )
        {
            var end = child.Status == OrchestrationRuntimeStatus.Completed;
            var payload = end ? child.Output : child.Failure ?? Payloads.Failure(Terminated);
            var kind = end ? HistoryKind.Completed : HistoryKind.Failed;
            parent.Post(new Happened(link.Execution, new(kind, link.TaskId, child.Name, payload)));
        }
    }

    public void Terminate(IReadOnlyList<string> ids, string? output)
    {
        foreach (var id in ids)
        {
            Find(id)?.Post(new Control(OrchestrationRuntimeStatus.Terminated, output, Recursive: true));
        }
    }

    private static TaskFailureDetails Terminated { get; } =
        new("DurableTask.Core.Exceptions.SubOrchestrationFailedException", "It was terminated.", null, null, null);

    private Task<bool> SendAsync(InstanceRow from, OrchestrationAction action)
    {
        // The same key in every replay: the receiver knows a repetition by it.
        var key = $"e-{action.Asked.UtcTicks:D19}-{Entities.Key(from.Id)}-{from.Run}-{from.Execution}-{action.Id}";
        return RaiseAsync(action.Target, new(HistoryKind.EventRaised, -1, action.Name, action.Payload, key));
    }

    private async Task StartChildAsync(LiveInstance parent, OrchestrationAction action)
    {
        var from = parent.Row;
        var link = new ParentLink(from.Id, from.Name, from.Run, from.Execution, action.Id);
        var child = new InstanceRow(action.Target, action.Name, Guid.NewGuid().ToString("N"))
        {
            Created = Now,
            Updated = Now,
            Started = Now,
            Input = action.Payload,
            Parent = link,
        };
        if (await parent.PersistAsync(c => table.TryAddAsync(child, c)) is { } added)
        {
            Attach(added, parent.Session);
            return;
        }

        var existing = await parent.PersistAsync(c => table.FindAsync(child.Id, c));
        if (existing?.Parent == link)
        {
            // Started before a crash: it runs, or its end was not told.
            if (existing.IsFinished)
            {
                TellParent(existing);
            }
        }
        else if (
            existing is { IsFinished: true }
            && await parent.PersistAsync(c => table.TryReplaceAsync(existing, child, c)) is { } replaced
        )
        {
            Attach(replaced, parent.Session);
        }
        else
        {
            var taken = TaskFailureDetails.FromException(Taken(existing));
            var failed = new HistoryEvent(HistoryKind.Failed, action.Id, action.Name, Payloads.Failure(taken));
            parent.Post(new Happened(from.Execution, failed));
        }
    }

    public static Exception Taken(InstanceRow? existing) =>
        new global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException(
            $"An Orchestration instance with the status {existing?.Status ?? OrchestrationRuntimeStatus.Pending} already exists."
        );
}
