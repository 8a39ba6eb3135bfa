using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>One host's connection to a hub: what Microsoft's durable extension asks of a storage provider.</summary>
/// <param name="death">Dies at one of the host's writes to the hub, as it may at one to storage.</param>
/// <param name="starts">Refuses to start orchestrations while it is closed.</param>
/// <param name="work">Takes no work while it is closed.</param>
internal sealed class MemoryHubService(
    MemoryHub hub,
    Death? death = null,
    StartGate? starts = null,
    WorkGate? work = null
)
    : IOrchestrationService,
        IOrchestrationServiceClient,
        IOrchestrationServiceQueryClient,
        IOrchestrationServicePurgeClient
{
    private volatile bool stopped;
    private readonly Death death = death ?? new Death(write: 0, after: false);
    private volatile bool killed;

    private bool IsDead => killed || death.Dead;

    public int TaskOrchestrationDispatcherCount => 1;

    /// <summary>As host.json has it.</summary>
    public int MaxConcurrentTaskOrchestrationWorkItems => 10;

    public int TaskActivityDispatcherCount => 1;

    /// <summary>As host.json has it.</summary>
    public int MaxConcurrentTaskActivityWorkItems => 10;

    public BehaviorOnContinueAsNew EventBehaviourForContinueAsNew => BehaviorOnContinueAsNew.Carryover;

    /// <summary>Ends the connection at once: what the host had taken is delivered to others, and it reaches the hub no more.</summary>
    public void Kill()
    {
        killed = true;
        stopped = true;
        hub.TakeBack(this);
    }

    public Task StartAsync() => Task.CompletedTask;

    public Task StopAsync() => StopAsync(isForced: false);

    public Task StopAsync(bool isForced)
    {
        stopped = true;
        hub.TakeBack(this);
        return Task.CompletedTask;
    }

    public Task CreateAsync() => Task.CompletedTask;

    public Task CreateAsync(bool recreateInstanceStore) => Task.CompletedTask;

    public Task CreateIfNotExistsAsync() => Task.CompletedTask;

    public Task DeleteAsync() => throw Unsupported();

    public Task DeleteAsync(bool deleteInstanceStore) => throw Unsupported();

    public bool IsMaxMessageCountExceeded(int currentMessageCount, OrchestrationRuntimeState runtimeState) => false;

    public int GetDelayInSecondsAfterOnProcessException(Exception exception) => 0;

    public int GetDelayInSecondsAfterOnFetchException(Exception exception) => 0;

    public Task<TaskOrchestrationWorkItem> LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken
    ) => NextAsync<TaskOrchestrationWorkItem>(hub.TakeTurn, receiveTimeout, cancellationToken);

    public Task RenewTaskOrchestrationWorkItemLockAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    public Task CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage? continuedAsNewMessage,
        OrchestrationState? orchestrationState
    )
    {
        var outcome = new HubOutcome(outboundMessages, [.. orchestratorMessages, .. timerMessages]);
        return WriteAsync(() =>
            hub.Complete((HubTurn)workItem, newOrchestrationRuntimeState, orchestrationState, outcome)
        );
    }

    public Task AbandonTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem)
    {
        hub.Abandon((HubTurn)workItem);
        return Task.CompletedTask;
    }

    public Task ReleaseTaskOrchestrationWorkItemAsync(TaskOrchestrationWorkItem workItem) => Task.CompletedTask;

    public Task<TaskActivityWorkItem> LockNextTaskActivityWorkItem(
        TimeSpan receiveTimeout,
        CancellationToken cancellationToken
    ) => NextAsync(hub.TakeActivity, receiveTimeout, cancellationToken);

    public Task<TaskActivityWorkItem> RenewTaskActivityWorkItemLockAsync(TaskActivityWorkItem workItem) =>
        Task.FromResult(workItem);

    public Task CompleteTaskActivityWorkItemAsync(TaskActivityWorkItem workItem, TaskMessage responseMessage) =>
        WriteAsync(() => hub.Complete(workItem, responseMessage));

    public Task AbandonTaskActivityWorkItemAsync(TaskActivityWorkItem workItem)
    {
        hub.Abandon(workItem);
        return Task.CompletedTask;
    }

    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage) =>
        CreateTaskOrchestrationAsync(creationMessage, []);

    public Task CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[] dedupeStatuses) =>
        starts is { Closed: true }
            ? throw new IOException("Orchestrations cannot be started now.")
            : WriteAsync(() => hub.Create(creationMessage, dedupeStatuses));

    public Task SendTaskOrchestrationMessageAsync(TaskMessage message) =>
        SendTaskOrchestrationMessageBatchAsync(message);

    public Task SendTaskOrchestrationMessageBatchAsync(params TaskMessage[] messages) =>
        WriteAsync(() => hub.Send(messages));

    public async Task<OrchestrationState> WaitForOrchestrationAsync(
        string instanceId,
        string? executionId,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDead();
        var ended = await hub.NextAsync(
            () => hub.Find(instanceId) is { } s && HubInstance.IsFinal(s.OrchestrationStatus) ? s : null,
            timeout,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        return ended ?? throw new TimeoutException($"Orchestration {instanceId} did not end in {timeout}.");
    }

    public Task ForceTerminateTaskOrchestrationAsync(string instanceId, string reason) =>
        SendTaskOrchestrationMessageAsync(
            new TaskMessage
            {
                OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId },
                Event = new ExecutionTerminatedEvent(-1, reason),
            }
        );

    public async Task<IList<OrchestrationState>> GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        await GetOrchestrationStateAsync(instanceId, "") is { } state ? [state] : [];

    public Task<OrchestrationState> GetOrchestrationStateAsync(string instanceId, string? executionId)
    {
        ThrowIfDead();
        var state = hub.Find(instanceId);
        var isWanted = string.IsNullOrEmpty(executionId) || state?.OrchestrationInstance.ExecutionId == executionId;
        return Task.FromResult(isWanted ? state! : null!);
    }

    public Task<string> GetOrchestrationHistoryAsync(string instanceId, string? executionId) =>
        Task.FromResult(HubText.Write(hub.HistoryOf(instanceId)));

    public Task PurgeOrchestrationHistoryAsync(
        DateTime thresholdDateTimeUtc,
        OrchestrationStateTimeRangeFilterType timeRangeFilterType
    ) => throw Unsupported();

    public Task<OrchestrationQueryResult> GetOrchestrationWithQueryAsync(
        OrchestrationQuery query,
        CancellationToken cancellationToken
    )
    {
        ThrowIfDead();
        var start = int.Parse(query.ContinuationToken ?? "0", CultureInfo.InvariantCulture);
        var found = hub.States().Where(s => IsWanted(s, query)).ToList();
        var page = found
            .Skip(start)
            .Take(query.PageSize)
            .Select(s => s.ClearFieldsImmutably(!query.FetchInputsAndOutputs, !query.FetchInputsAndOutputs))
            .ToList();
        var next = start + page.Count;
        var token = next < found.Count ? next.ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new OrchestrationQueryResult(page, token));
    }

    public async Task<PurgeResult> PurgeInstanceStateAsync(string instanceId)
    {
        var purged = false;
        await WriteAsync(() => purged = hub.Purge(instanceId));
        return new PurgeResult(purged ? 1 : 0);
    }

    public async Task<PurgeResult> PurgeInstanceStateAsync(PurgeInstanceFilter purgeInstanceFilter)
    {
        var purged = 0;
        var due = hub.States()
            .Where(s =>
                s.CreatedTime >= purgeInstanceFilter.CreatedTimeFrom
                && !(s.CreatedTime > purgeInstanceFilter.CreatedTimeTo)
                && HubInstance.IsFinal(s.OrchestrationStatus)
                && purgeInstanceFilter.RuntimeStatus?.Contains(s.OrchestrationStatus) is not false
            );
        foreach (var state in due)
        {
            await WriteAsync(() => purged += hub.Purge(state.OrchestrationInstance.InstanceId) ? 1 : 0);
        }

        return new PurgeResult(purged, isComplete: true);
    }

    private static bool IsWanted(OrchestrationState state, OrchestrationQuery query) =>
        query.RuntimeStatus?.Contains(state.OrchestrationStatus) is not false
        && !(state.CreatedTime < query.CreatedTimeFrom)
        && !(state.CreatedTime > query.CreatedTimeTo)
        && state.OrchestrationInstance.InstanceId.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal);

    private static NotSupportedException Unsupported() => new("The hub in memory does not do this.");

    private async Task<T> NextAsync<T>(
        Func<MemoryHubService, T?> take,
        TimeSpan most,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // Once it has stopped, or died, there is nothing for it any more.
        return (
            await hub.NextAsync(
                () => IsDead || stopped || work is { Closed: true } ? null : take(this),
                most,
                cancellationToken
            )
        )!;
    }

    private Task WriteAsync(Action write)
    {
        ThrowIfDead();
        return death
            .WriteAsync(() =>
            {
                write();
                return ValueTask.CompletedTask;
            })
            .AsTask();
    }

    private void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new ProcessDiedException();
        }
    }
}

/// <summary>While it is closed, the engine's storage is away for starts.</summary>
internal sealed class StartGate
{
    public bool Closed { get; set; }
}

/// <summary>While it is closed, the host accepts requests and leaves their work to others.</summary>
internal sealed class WorkGate
{
    public bool Closed { get; set; }
}
