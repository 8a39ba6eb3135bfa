namespace Microsoft.DurableTask.Local;

/// <summary>The part that waits: what is open, and how history ends it.</summary>
internal sealed partial class ReplayContext
{
    private readonly Dictionary<int, TaskCompletionSource<HistoryEvent>> open = [];
    private readonly Dictionary<string, List<TaskCompletionSource<HistoryEvent>>> waiting = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly List<HistoryEvent> unprocessed = [];

    public IReadOnlyList<OrchestrationAction> OpenActions => [.. Actions.Where(a => open.ContainsKey(a.Id))];

    public IReadOnlyList<HistoryEvent> Unprocessed => unprocessed;

    public bool IsWaiting => open.Count > 0 || waiting.Values.Any(w => w.Count > 0);

    public override async Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var text = Payloads.Serialize(input, "activity input");
        return await RetryAsync(
            () => EndAsync<TResult>(Ask(HistoryKind.ActivityScheduled, name, text)),
            options?.Retry
        );
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var text = Payloads.Serialize(input, "sub-orchestration input");
        return await RetryAsync(
            () => EndAsync<TResult>(Ask(HistoryKind.SubOrchestrationCreated, orchestratorName, text, id)),
            options?.Retry
        );
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : fireAt;
        var at = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        var action = Ask(HistoryKind.TimerCreated, "", fireAt: at);
        var timer = open[action.Id] = new();
        OnCancelled(
            cancellationToken,
            () =>
            {
                if (open.Remove(action.Id))
                {
                    timer.TrySetCanceled(cancellationToken);
                }
            }
        );
        return timer.Task;
    }

    public override async Task<T?> WaitForExternalEvent<T>(
        string eventName,
        CancellationToken cancellationToken = default
    )
        where T : default
    {
        var known = Legal(unprocessed.FindIndex(e => IsNamed(e, eventName)));
        if (known >= 0)
        {
            var earlier = unprocessed[known];
            unprocessed.RemoveAt(known);
            return Payloads.Deserialize<T>(earlier.Payload);
        }

        var wait = new TaskCompletionSource<HistoryEvent>();
        if (!waiting.TryGetValue(eventName, out var waits))
        {
            waits = waiting[eventName] = [];
        }

        waits.Add(wait);
        OnCancelled(
            cancellationToken,
            () =>
            {
                // An event must not go to somebody who has stopped waiting.
                if (waits.Remove(wait))
                {
                    wait.TrySetCanceled(cancellationToken);
                }
            }
        );
        return Payloads.Deserialize<T>((await wait.Task).Payload);
    }

    public void Deliver(HistoryEvent e)
    {
        if (e.Kind == HistoryKind.EventRaised)
        {
            if (waiting.TryGetValue(e.Name, out var waits) && waits.Count > 0)
            {
                var first = waits[0];
                waits.RemoveAt(0);
                first.SetResult(e);
            }
            else
            {
                unprocessed.Add(e);
            }
        }
        else if (!e.IsAction)
        {
            Complete(e);
        }
    }

    /// <summary>History that replay did not ask for again means changed code.</summary>
    public void CheckAllAskedFor(bool completed)
    {
        if (Fault is null && Actions.Count < recorded.Length)
        {
            Differs(
                recorded[Actions.Count],
                completed ? "the orchestrator now ends before it" : "the orchestrator no longer asks for it"
            );
        }
    }

    private void OnCancelled(CancellationToken cancellationToken, Action cancel) =>
        cancellationToken.Register(() =>
        {
            if (Thread.IsCurrent)
            {
                cancel();
            }
            else
            {
                // Throwing here would throw at whoever cancels, such as a timer of the system.
                Thread.Post(_ => { }, null);
            }
        });

    private static bool IsNamed(HistoryEvent e, string name) =>
        string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase);

    private void Complete(HistoryEvent e)
    {
        if (e.TaskId >= Actions.Count || !IsNamed(e, Actions[e.TaskId].Name))
        {
            var asked = e.TaskId < Actions.Count ? Text(Actions[e.TaskId].Kind, Actions[e.TaskId].Name) : "nothing";
            Differs(e.TaskId < recorded.Length ? recorded[e.TaskId] : e, $"the orchestrator now asks for {asked}");
        }
        else if (open.Remove(e.TaskId, out var task))
        {
            task.SetResult(e);
        }
    }

    private async Task<TResult> EndAsync<TResult>(OrchestrationAction action)
    {
        var task = open[action.Id] = new();
        var end = await task.Task;
        return end.Kind == HistoryKind.Failed
            ? throw new TaskFailedException(
                action.Name,
                action.Id,
                Payloads.Deserialize<TaskFailureDetails>(end.Payload)!
            )
            : Payloads.Deserialize<TResult>(end.Payload)!;
    }

    private async Task<TResult> RetryAsync<TResult>(Func<Task<TResult>> call, TaskRetryOptions? retry)
    {
        var began = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException e) when (retry is not null)
            {
                var elapsed = CurrentUtcDateTime - began;
                if (retry.Policy?.DelayAfter(attempt, e.FailureDetails, elapsed) is not { } delay)
                {
                    throw;
                }

                await CreateTimer(delay, CancellationToken.None);
            }
        }
    }
}
