using Azure.Data.Tables;
using Grpc.Core;
using Microsoft.DurableTask.Local;

namespace Microsoft.DurableTask.Client;

/// <summary>
/// The client inside the process that runs the hub. What changes something waits until the hub runs here; unfinished
/// instances are answered from memory, finished ones from storage.
/// </summary>
internal sealed class LocalDurableTaskClient(TaskHub hub) : DurableTaskClient("local")
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LastPoll = TimeSpan.FromMilliseconds(250);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var text = hub.Payloads.Serialize(input, "input");
        var session = await hub.ReadyAsync(cancellation);
        // A caller who leaves must not leave a row behind that nobody runs.
        return await StartAsync(orchestratorName, text, options, session).WaitAsync(cancellation);
    }

    private async Task<string> StartAsync(
        TaskName orchestratorName,
        string? text,
        StartOrchestrationOptions? options,
        CancellationToken session
    )
    {
        var row = new InstanceRow(options?.InstanceId ?? InstanceRow.NewId(), orchestratorName, InstanceRow.NewId())
        {
            Created = hub.Now,
            Updated = hub.Now,
            Started = options?.StartAt?.ToUniversalTime() ?? hub.Now,
            Input = text,
        };
        var added = await hub.PersistAsync(c => hub.Table.TryAddAsync(row, c), session);
        if (added is null)
        {
            var existing = await hub.PersistAsync(c => hub.Table.FindAsync(row.Id, c), session);
            var kept = options?.DedupeStatuses ?? [];
            if (
                existing is { IsFinished: true }
                && !kept.Contains($"{existing.Status}", StringComparer.OrdinalIgnoreCase)
            )
            {
                added = await hub.PersistAsync(c => hub.Table.TryReplaceAsync(existing, row, c), session);
            }

            if (added is null)
            {
                throw TaskHub.Taken(hub.Find(row.Id)?.Row ?? existing);
            }
        }

        hub.Attach(added, session);
        return row.Id;
    }

    public override async Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var text = hub.Payloads.Serialize(eventPayload, "event");
        await hub.ReadyAsync(cancellation);
        var raised = new HistoryEvent(HistoryKind.EventRaised, -1, eventName, text, TaskTable.NewEventKey(hub.Now));
        if (!await hub.RaiseAsync(instanceId, raised))
        {
            throw await NotRunningAsync(instanceId, cancellation);
        }
    }

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var output = hub.Payloads.Serialize(options?.Output, "output");
        var control = new Control(OrchestrationRuntimeStatus.Terminated, output, options?.Recursive == true);
        return ControlAsync(instanceId, control, cancellation);
    }

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => ControlAsync(instanceId, new(OrchestrationRuntimeStatus.Suspended, reason, false), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => ControlAsync(instanceId, new(OrchestrationRuntimeStatus.Running, reason, false), cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => (await RowAsync(instanceId, cancellation))?.ToMetadata(hub.Payloads, getInputsAndOutputs);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) =>
        WaitAsync(
            instanceId,
            i => i.Started.Task,
            r => r.Status != OrchestrationRuntimeStatus.Pending,
            getInputsAndOutputs,
            cancellation
        );

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, i => i.Finished.Task, r => r.IsFinished, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(hub, filter ?? new());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        await hub.ReadyAsync(cancellation);
        return new(await PurgeAsync(instanceId, options?.Recursive == true, cancellation), true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        await hub.ReadyAsync(cancellation);
        var count = 0;
        var query = new OrchestrationQuery(
            filter.CreatedFrom,
            filter.CreatedTo,
            (filter.Statuses ?? Enum.GetValues<OrchestrationRuntimeStatus>()).Where(s => s.IsFinished()).ToList()
        );
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            count += await PurgeAsync(instance.InstanceId, options?.Recursive == true, cancellation);
        }

        return new(count, true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<int> PurgeAsync(string id, bool recursive, CancellationToken cancellation)
    {
        if (await RowAsync(id, cancellation) is not { IsFinished: true })
        {
            return 0;
        }

        var count = 1;
        if (recursive)
        {
            var children = TableClient.CreateQueryFilter($"ParentId eq {id}");
            await foreach (var page in hub.Table.ScanAsync(children, 100, null, cancellation))
            {
                foreach (var child in page.Values.Select(Entities.ToInstanceOrFailed))
                {
                    count += await PurgeAsync(child.Id, recursive, cancellation);
                }
            }
        }

        await hub.Table.DeleteAsync(Entities.Key(id), keepInstance: false, cancellation);
        return count;
    }

    private async Task<InstanceRow?> RowAsync(string id, CancellationToken cancellation) =>
        hub.Find(id)?.Row ?? await hub.Table.FindAsync(id, cancellation);

    private async Task ControlAsync(string id, Control control, CancellationToken cancellation)
    {
        await hub.ReadyAsync(cancellation);
        if (hub.Find(id) is { } instance)
        {
            instance.Post(control);
            if (await control.Done.Task.WaitAsync(cancellation))
            {
                return;
            }
        }

        throw await NotRunningAsync(id, cancellation);
    }

    private async Task<Exception> NotRunningAsync(string id, CancellationToken cancellation) =>
        await RowAsync(id, cancellation) is { } row
            ? new RpcException("FailedPrecondition", $"The orchestration instance '{id}' is in the state {row.Status}.")
            : new RpcException("NotFound", $"No instance with ID '{id}' was found.");

    private async Task<OrchestrationMetadata> WaitAsync(
        string id,
        Func<LiveInstance, Task<InstanceRow>> when,
        Func<InstanceRow, bool> isThere,
        bool inputsAndOutputs,
        CancellationToken cancellation
    )
    {
        for (var delay = FirstPoll; ; delay = delay * 2 < LastPoll ? delay * 2 : LastPoll)
        {
            if (hub.Find(id) is { } instance)
            {
                try
                {
                    return (await when(instance).WaitAsync(cancellation)).ToMetadata(hub.Payloads, inputsAndOutputs);
                }
                catch (OwnershipLostException)
                {
                    continue;
                }
            }

            var row =
                await hub.Table.FindAsync(id, cancellation)
                ?? throw new InvalidOperationException($"Orchestration with instanceId '{id}' does not exist");
            if (isThere(row))
            {
                return row.ToMetadata(hub.Payloads, inputsAndOutputs);
            }

            await Task.Delay(delay, hub.Time, cancellation);
        }
    }
}
