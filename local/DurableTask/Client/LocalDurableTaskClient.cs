using Grpc.Core;
using Microsoft.DurableTask.Local;

namespace Microsoft.DurableTask.Client;

/// <summary>
/// The client inside the process that runs the hub. What changes something waits until the hub runs here; unfinished
/// instances are answered from memory, finished ones from storage.
/// </summary>
internal sealed class LocalDurableTaskClient(TaskHub hub) : DurableTaskClient("local")
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var text = Payloads.Serialize(input, "input");
        await hub.ReadyAsync(cancellation);
        var row = new InstanceRow(options?.InstanceId ?? InstanceRow.NewId(), orchestratorName, InstanceRow.NewId())
        {
            Created = hub.Now,
            Updated = hub.Now,
            Started = options?.StartAt?.ToUniversalTime() ?? hub.Now,
            Input = text,
        };
        // A caller who leaves must not leave a row behind that nobody runs.
        var (started, existing) = await hub.TryStartAsync(row).WaitAsync(cancellation);
        return started ? row.Id : throw TaskHub.Taken(hub.Find(row.Id)?.Row ?? existing);
    }

    public override async Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var text = Payloads.Serialize(eventPayload, "event");
        await hub.ReadyAsync(cancellation);
        var raised = new HistoryEvent(HistoryKind.EventRaised, -1, eventName, text, Entities.NewEventKey(hub.Now));
        var target = hub.Find(instanceId) ?? throw await NotRunningAsync(instanceId, cancellation);
        await hub.PersistAsync(c => hub.Table.AddEventAsync(instanceId, raised, c));
        target.Post(new Happened(-1, raised));
    }

    public override async Task TerminateInstanceAsync(
        string instanceId,
        object? output,
        CancellationToken cancellation = default
    )
    {
        var end = new Terminate(Payloads.Serialize(output, "output"));
        await hub.ReadyAsync(cancellation);
        var target = hub.Find(instanceId) ?? throw await NotRunningAsync(instanceId, cancellation);
        target.Post(end);
        if ((await target.Finished.WaitAsync(cancellation)).Status != OrchestrationRuntimeStatus.Terminated)
        {
            throw await NotRunningAsync(instanceId, cancellation);
        }
    }

    public override async Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => (await RowAsync(instanceId, cancellation))?.ToMetadata(getInputsAndOutputs);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        await hub.ReadyAsync(cancellation);
        while (true)
        {
            if (hub.Find(instanceId) is { } instance)
            {
                return (await instance.Finished.WaitAsync(cancellation)).ToMetadata(getInputsAndOutputs);
            }

            var row =
                await hub.Table.FindAsync(instanceId, cancellation)
                ?? throw new InvalidOperationException($"Orchestration with instanceId '{instanceId}' does not exist");
            if (row.IsFinished)
            {
                return row.ToMetadata(getInputsAndOutputs);
            }

            // It is just being started.
            await Task.Delay(Poll, hub.Time, cancellation);
        }
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(hub, filter ?? new());

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation)
    {
        await hub.ReadyAsync(cancellation);
        return await RowAsync(instanceId, cancellation) is { IsFinished: true } row
            ? new(await hub.Table.TryPurgeAsync(row, cancellation) ? 1 : 0)
            : new(0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        CancellationToken cancellation
    )
    {
        var count = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            count += (await PurgeInstanceAsync(instance.InstanceId, cancellation)).PurgedInstanceCount;
        }

        return new(count);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<InstanceRow?> RowAsync(string id, CancellationToken cancellation) =>
        hub.Find(id)?.Row ?? await hub.Table.FindAsync(id, cancellation);

    private async Task<Exception> NotRunningAsync(string id, CancellationToken cancellation) =>
        await RowAsync(id, cancellation) is { } row
            ? new RpcException("FailedPrecondition", $"The orchestration instance '{id}' is in the state {row.Status}.")
            : new RpcException("NotFound", $"No instance with ID '{id}' was found.");
}
