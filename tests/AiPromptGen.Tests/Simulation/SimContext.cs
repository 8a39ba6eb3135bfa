using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.Tests.Simulation;

/// <param name="Id">The number of the step in its orchestration.</param>
/// <param name="Activity">The activity's name; null for a timer.</param>
/// <param name="Input">The activity's input as JSON; null for a timer.</param>
/// <param name="FireAt">When a timer fires; unused for an activity.</param>
internal sealed record SimAction(int Id, string? Activity, string? Input, DateTimeOffset FireAt);

/// <summary>An activity's end, or a timer that fired.</summary>
/// <param name="Id">The number of the step in its orchestration.</param>
/// <param name="Output">JSON; null for a timer, and for an activity that returned nothing or failed.</param>
/// <param name="Error">The message of an activity that failed; else null.</param>
internal sealed record SimEvent(int Id, string? Output, string? Error);

/// <summary>One turn of an orchestrator, as its history keeps it.</summary>
/// <param name="At">What the orchestrator reads as the current time during the turn.</param>
/// <param name="Events">What the orchestrator learns in the turn.</param>
internal sealed record SimTurn(DateTimeOffset At, IReadOnlyList<SimEvent> Events);

/// <summary>
/// The context in which a real orchestrator runs. In every turn it runs from its beginning and is given the events of all earlier turns.
/// It must ask for the same steps as in those turns; what it asks for beyond them are its next steps.
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

    /// <returns>The orchestrator's task; not completed while a step has no event yet.</returns>
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
                    // The step has had its event already: the message came twice.
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
