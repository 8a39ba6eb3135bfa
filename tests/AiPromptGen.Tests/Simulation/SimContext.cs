using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.Tests.Simulation;

/// <param name="Id">The number of the step in its orchestration.</param>
/// <param name="Activity">Null of a timer.</param>
internal sealed record SimAction(int Id, string? Activity, string? Input, DateTimeOffset FireAt);

/// <param name="Error">Of an activity that failed.</param>
internal sealed record SimEvent(int Id, string? Output, string? Error);

/// <param name="At">What the orchestrator takes for the time.</param>
internal sealed record SimTurn(DateTimeOffset At, IReadOnlyList<SimEvent> Events);

/// <summary>
/// What a real orchestrator runs in: from its beginning in every turn, through what history has, to what it wants next. It must want
/// the same again.
/// </summary>
internal sealed class SimContext(SimInstance instance) : TaskOrchestrationContext
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<int, TaskCompletionSource<string?>> waiting = [];
    private DateTimeOffset now;

    public List<SimAction> Actions { get; } = [];

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now.UtcDateTime;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <returns>The orchestrator's task, as far as it came.</returns>
    public Task Run(Func<TaskOrchestrationContext, string, Task> orchestrator, IEnumerable<SimTurn> turns)
    {
        Task? task = null;
        foreach (var turn in turns)
        {
            now = turn.At;
            task ??= orchestrator(this, instance.Input);
            foreach (var one in turn.Events)
            {
                if (!waiting.Remove(one.Id, out var step))
                {
                    // Told before: its message came twice.
                    continue;
                }

                if (one.Error is { } error)
                {
                    step.SetException(
                        new TaskFailedException("activity", one.Id, new InvalidOperationException(error))
                    );
                }
                else
                {
                    step.TrySetResult(one.Output);
                }
            }
        }

        return task!;
    }

    public override T GetInput<T>() => JsonSerializer.Deserialize<T>(instance.Input, Json)!;

    public override async Task<T> CallActivityAsync<T>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var (policy, text) = (options?.Retry?.Policy, JsonSerializer.Serialize(input, Json));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var output = await Wanted(name.Name, text, default);
                return output is null ? default! : JsonSerializer.Deserialize<T>(output, Json)!;
            }
            catch (TaskFailedException) when (policy is not null && attempt < policy.MaxNumberOfAttempts)
            {
                var pause = policy.FirstRetryInterval * Math.Pow(policy.BackoffCoefficient, attempt - 1);
                await Wanted(null, null, now + (pause < policy.MaxRetryInterval ? pause : policy.MaxRetryInterval));
            }
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = Wanted(null, null, new DateTimeOffset(fireAt, TimeSpan.Zero));
        var step = waiting[Actions[^1].Id];
        cancellationToken.Register(() => step.TrySetCanceled(cancellationToken));
        return timer;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    ) => throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    private Task<string?> Wanted(string? activity, string? input, DateTimeOffset fireAt)
    {
        var action = new SimAction(Actions.Count, activity, input, fireAt);
        if (action.Id < instance.Known.Count && instance.Known[action.Id] != activity)
        {
            throw new InvalidOperationException(
                $"{instance.Name} wants {activity} where it wanted {instance.Known[action.Id]}."
            );
        }

        Actions.Add(action);
        var step = new TaskCompletionSource<string?>();
        waiting[action.Id] = step;
        return step.Task;
    }
}
