using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// One process's client of the durable engine. Its requests fail in the ways that requests to storage do, because the real engine keeps
/// its instances in storage.
/// </summary>
internal sealed class SimClient(SimWorld world, SimProcess process) : DurableTaskClient("sim")
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var (id, text) = (options!.InstanceId!, JsonSerializer.Serialize(input, SimContext.Json));
        await WriteAsync($"start {id}", () => world.Hub.Start(orchestratorName.Name, id, text)).ConfigureAwait(false);
        return id;
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    )
    {
        await PauseAsync($"find {instanceId}").ConfigureAwait(false);
        return world.Hub.Instances.TryGetValue(instanceId, out var instance) ? Of(instance) : null;
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var gone = false;
        await WriteAsync($"purge {instanceId}", () => gone = world.Hub.Instances.Remove(instanceId))
            .ConfigureAwait(false);
        return new PurgeResult(gone ? 1 : 0);
    }

    public override Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(
        OrchestrationQuery? filter = null
    ) =>
        Microsoft.DurableTask.Pageable.Create<OrchestrationMetadata>(
            async (_, _) =>
            {
                await PauseAsync("list").ConfigureAwait(false);
                var found = world.Hub.Instances.Values.Where(i => !(i.CreatedAt > filter?.CreatedTo)).Select(Of);
                return new Microsoft.DurableTask.Page<OrchestrationMetadata>([.. found], null);
            }
        );

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationMetadata Of(SimInstance instance) =>
        new(instance.Name, instance.Id)
        {
            RuntimeStatus = instance.Status,
            CreatedAt = instance.CreatedAt,
            LastUpdatedAt = instance.UpdatedAt,
        };

    private async Task PauseAsync(string what)
    {
        await world.Loop.PauseAsync(process, what).ConfigureAwait(false);
        ThrowIf(world.Faults.OfRead() != CallFault.None);
    }

    private async Task WriteAsync(string what, Action write)
    {
        await world.Loop.PauseAsync(process, what).ConfigureAwait(false);
        var fault = world.Faults.OfWrite();
        ThrowIf(fault is CallFault.Lost or CallFault.Busy);
        write();
        ThrowIf(fault is CallFault.Unheard);
    }

    private static void ThrowIf(bool failed)
    {
        if (failed)
        {
            throw new Azure.RequestFailedException(503, "The engine's storage gave no answer.");
        }
    }
}
