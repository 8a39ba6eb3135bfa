using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>The part in which the client and instances reach other instances.</summary>
internal sealed partial class TaskHub
{
    private static readonly TaskFailureDetails Terminated = new(
        "DurableTask.Core.Exceptions.SubOrchestrationFailedException",
        "It was terminated.",
        null,
        null,
        null
    );

    /// <summary>Starts an instance unless one of that id is there that has not finished, or is its own first try.</summary>
    /// <returns>Whether it was started, and which row has the id otherwise.</returns>
    public async Task<(bool Started, InstanceRow? Existing)> TryStartAsync(InstanceRow row)
    {
        var (stored, added) = await PersistAsync(c => table.TryAddAsync(row, c));
        if (!added && stored is { IsFinished: true } && (row.Parent is null || stored.Parent != row.Parent))
        {
            try
            {
                (stored, added) = (await PersistAsync(c => table.ReplaceAsync(stored, row, c)), true);
            }
            catch (RowChangedException)
            {
                // Somebody else was first.
            }
        }

        if (added)
        {
            var created = live[row.Id] = new LiveInstance(this, stored!, isNew: true);
            created.Post(new Wake());
        }

        return (added, stored);
    }

    public void Detach(LiveInstance instance) => live.TryRemove(new(instance.Row.Id, instance));

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

    /// <summary>Starts a sub-orchestration, or finds it again after a crash; repeating it does no harm.</summary>
    public async Task StartChildAsync(InstanceRow parent, OrchestrationAction action, Action<Message> tell)
    {
        var link = new ParentLink(parent.Id, parent.Name, parent.Run, parent.Execution, action.Id);
        var child = new InstanceRow(action.Target, action.Name, InstanceRow.NewId())
        {
            Created = Now,
            Updated = Now,
            Started = Now,
            Input = action.Payload,
            Parent = link,
        };
        var (started, existing) = await TryStartAsync(child);
        if (!started && existing?.Parent != link)
        {
            var taken = Payloads.Failure(TaskFailureDetails.FromException(Taken(existing)));
            tell(new Happened(parent.Execution, new(HistoryKind.Failed, action.Id, action.Name, taken)));
        }
        else if (!started && existing!.IsFinished)
        {
            // Its end may not have been told before the crash.
            TellParent(existing);
        }
    }

    public static Exception Taken(InstanceRow? existing) =>
        new global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException(
            $"An Orchestration instance with the status {existing?.Status ?? OrchestrationRuntimeStatus.Pending} already exists."
        );
}
