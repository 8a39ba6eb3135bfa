using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>
/// A durable task hub in memory, in a test's own time: what the Azure Storage engine keeps in queues, tables and leases. Hosts connect
/// with <see cref="MemoryHubService"/>. The hub outlives them, and several may work on it at once. Like the real one it delivers
/// every message at least once, and what a host did not complete before it died is delivered to another.
/// </summary>
/// <param name="repeats">Deliver every message twice, as real queues may: each activity runs twice, each answer comes twice.</param>
internal sealed class MemoryHub(TimeProvider time, bool repeats = false) : IDisposable
{
    private static readonly ConcurrentDictionary<string, MemoryHub> All = new(StringComparer.Ordinal);
    private static readonly TimeSpan LongestWake = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, HubInstance> instances = new(StringComparer.Ordinal);

    /// <summary>Ids that may have work, oldest first. An id may stand here twice or in vain; taking a turn finds out.</summary>
    private readonly Queue<string> ready = new();
    private readonly PriorityQueue<(string Id, HubMessage Message), DateTime> later = new();
    private readonly Queue<HubMessage> activities = new();
    private readonly Dictionary<string, (HubMessage Message, MemoryHubService Owner)> running = new(
        StringComparer.Ordinal
    );
    private TaskCompletionSource changed = New();
    private TimeProvider time = time;
    private ITimer? wake;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Ids of what never began or has not ended, for a test that waits until all have.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. instances
                        .Values.Where(i => i.State is { } s && !HubInstance.IsFinal(s.OrchestrationStatus))
                        .Select(i => i.Id),
                ];
            }
        }
    }

    /// <summary>Turns and activities that run or could: 0 when nothing can happen until a time comes or a message arrives.</summary>
    public int Busy
    {
        get
        {
            lock (gate)
            {
                return activities.Count
                    + running.Count
                    + instances.Values.Count(i => i.Turn is not null || i.Inbox.Count > 0);
            }
        }
    }

    /// <summary>When the next message that waits for its time comes.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return later.TryPeek(out _, out var at) ? new DateTimeOffset(at, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>The hub of this name, made by the first that asks for it, and from now on in the time of the last that does.</summary>
    public static MemoryHub Named(string name, TimeProvider? time)
    {
        var hub = All.GetOrAdd(name, _ => new MemoryHub(TimeProvider.System));
        hub.Follow(time ?? TimeProvider.System);
        return hub;
    }

    /// <exception cref="OrchestrationAlreadyExistsException">The id has a state in which it may not be started again.</exception>
    public void Create(TaskMessage message, OrchestrationStatus[] refused)
    {
        lock (gate)
        {
            var start = (ExecutionStartedEvent)message.Event;
            start.Timestamp = Now;
            var instance = Instance(start.OrchestrationInstance.InstanceId);
            if (instance.State is { } state && refused.Contains(state.OrchestrationStatus))
            {
                throw new OrchestrationAlreadyExistsException(
                    $"An Orchestration instance with the status {state.OrchestrationStatus} already exists."
                );
            }

            instance.Expect(start);
            Deliver(message, start.ScheduledStartTime);
            Tell();
        }
    }

    public void Send(IEnumerable<TaskMessage> messages)
    {
        lock (gate)
        {
            foreach (var message in messages)
            {
                message.Event.Timestamp = Now;
                Deliver(message, (message.Event as TimerFiredEvent)?.FireAt);
            }

            Tell();
        }
    }

    /// <summary>The next turn that nobody works on; null when there is none.</summary>
    public HubTurn? TakeTurn(MemoryHubService owner)
    {
        lock (gate)
        {
            while (later.TryPeek(out var due, out var at) && at <= Now)
            {
                later.Dequeue();
                Receive(due.Id, due.Message);
            }

            while (ready.TryDequeue(out var id))
            {
                if (instances.TryGetValue(id, out var instance) && Open(instance, owner) is { } turn)
                {
                    return turn;
                }
            }

            WakeAtNext();
            return null;
        }
    }

    /// <summary>In one step, as nothing in Azure Storage is: what a death between two of its writes does, the real engine's tests try.</summary>
    /// <exception cref="SessionAbortedException">The turn was taken back from its host.</exception>
    public void Complete(HubTurn turn, OrchestrationRuntimeState after, OrchestrationState? state, HubOutcome sent)
    {
        lock (gate)
        {
            if (turn.Instance.Turn != turn)
            {
                throw new SessionAbortedException();
            }

            turn.Instance.Turn = null;
            turn.Instance.Inbox.RemoveAll(m => turn.Taken.Contains(m) && m.IsDone());
            if (state is not null)
            {
                turn.Stamp(after, Now);
                state.LastUpdatedTime = Now;
                state.CompletedTime = HubInstance.IsFinal(state.OrchestrationStatus) ? Now : default;
                turn.Instance.Save(after, state);
            }

            foreach (var activity in sent.Activities)
            {
                activities.Enqueue(Keep(activity));
            }

            Send(sent.Messages);
            ready.Enqueue(turn.InstanceId);
            Tell();
        }
    }

    public void Abandon(HubTurn turn)
    {
        lock (gate)
        {
            if (turn.Instance.Turn == turn)
            {
                turn.Instance.Turn = null;
                ready.Enqueue(turn.InstanceId);
                Tell();
            }
        }
    }

    public TaskActivityWorkItem? TakeActivity(MemoryHubService owner)
    {
        lock (gate)
        {
            if (!activities.TryDequeue(out var message))
            {
                return null;
            }

            var id = Guid.NewGuid().ToString("N");
            running.Add(id, (message, owner));
            return new TaskActivityWorkItem
            {
                Id = id,
                TaskMessage = message.Read(),
                LockedUntilUtc = DateTime.MaxValue,
            };
        }
    }

    /// <exception cref="SessionAbortedException">The activity was taken back from its host.</exception>
    public void Complete(TaskActivityWorkItem activity, TaskMessage response)
    {
        lock (gate)
        {
            if (!running.Remove(activity.Id, out var taken))
            {
                throw new SessionAbortedException();
            }

            if (!taken.Message.IsDone())
            {
                activities.Enqueue(taken.Message);
            }

            Send([response]);
        }
    }

    public void Abandon(TaskActivityWorkItem activity)
    {
        lock (gate)
        {
            if (running.Remove(activity.Id, out var taken))
            {
                activities.Enqueue(taken.Message);
                Tell();
            }
        }
    }

    /// <summary>The host has stopped or died: what it had taken is for others, and what it still completes is refused.</summary>
    public void TakeBack(MemoryHubService owner)
    {
        lock (gate)
        {
            foreach (var turn in instances.Values.Select(i => i.Turn).Where(t => t?.Owner == owner).ToList())
            {
                Abandon(turn!);
            }

            foreach (var (id, (message, _)) in running.Where(r => r.Value.Owner == owner).ToList())
            {
                running.Remove(id);
                activities.Enqueue(message);
            }

            Tell();
        }
    }

    /// <summary>A copy, in the order of ids.</summary>
    public IReadOnlyList<OrchestrationState> States()
    {
        lock (gate)
        {
            return
            [
                .. instances
                    .Values.OrderBy(i => i.Id, StringComparer.Ordinal)
                    .Select(i => i.State)
                    .OfType<OrchestrationState>(),
            ];
        }
    }

    public OrchestrationState? Find(string id)
    {
        lock (gate)
        {
            return instances.GetValueOrDefault(id)?.State;
        }
    }

    public IList<HistoryEvent> HistoryOf(string id)
    {
        lock (gate)
        {
            return instances.GetValueOrDefault(id)?.History ?? [];
        }
    }

    /// <returns>False when there was nothing.</returns>
    public bool Purge(string id)
    {
        lock (gate)
        {
            return instances.Remove(id, out var instance) && instance.State is not null;
        }
    }

    /// <summary>What <paramref name="take"/> finds, as soon as it finds something.</summary>
    /// <returns>Null when the time is over or the caller gives up.</returns>
    public async Task<T?> NextAsync<T>(Func<T?> take, TimeSpan most, CancellationToken cancellationToken)
        where T : class
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(most);
        while (!end.IsCancellationRequested)
        {
            Task next;
            bool timed;
            lock (gate)
            {
                if (take() is { } taken)
                {
                    return taken;
                }

                next = changed.Task;
                timed = later.Count > 0;
            }

            // A clock that a test only shifts wakes nobody, so what waits for a time is looked at now and then.
            var look = timed ? TimeSpan.FromMilliseconds(20) : Timeout.InfiniteTimeSpan;
            await Task.WhenAny(next, Task.Delay(look, end.Token));
        }

        return null;
    }

    public void Dispose()
    {
        lock (gate)
        {
            wake?.Dispose();
        }
    }

    private void Follow(TimeProvider other)
    {
        lock (gate)
        {
            wake?.Dispose();
            (time, wake) = (other, null);
            Tell();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubInstance Instance(string id)
    {
        if (!instances.TryGetValue(id, out var instance))
        {
            instances[id] = instance = new HubInstance(id);
        }

        return instance;
    }

    private HubMessage Keep(TaskMessage message) => new(HubText.Write(message), repeats ? 2 : 1);

    private void Deliver(TaskMessage message, DateTime? at)
    {
        var (id, kept) = (message.OrchestrationInstance.InstanceId, Keep(message));
        if (at > Now)
        {
            later.Enqueue((id, kept), at.Value);
        }
        else
        {
            Receive(id, kept);
        }
    }

    private void Receive(string id, HubMessage message)
    {
        Instance(id).Inbox.Add(message);
        ready.Enqueue(id);
    }

    private HubTurn? Open(HubInstance instance, MemoryHubService owner)
    {
        if (instance.Turn is not null || instance.Inbox.Count == 0)
        {
            return null;
        }

        var (before, messages) = instance.Open();
        if (messages.Count > 0)
        {
            return instance.Turn = new HubTurn(owner, instance, before, messages, Now);
        }

        instance.Inbox.Clear();
        if (instance.State is null)
        {
            instances.Remove(instance.Id);
        }

        return null;
    }

    private void WakeAtNext()
    {
        if (later.TryPeek(out _, out var at))
        {
            var wait = at - Now;
            wake ??= time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            wake.Change(wait > LongestWake ? LongestWake : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell()
    {
        lock (gate)
        {
            var before = changed;
            changed = New();
            before.TrySetResult();
        }
    }
}

/// <summary>What a turn sends: activities to run, and messages to orchestrations, timers among them.</summary>
internal sealed record HubOutcome(IEnumerable<TaskMessage> Activities, IEnumerable<TaskMessage> Messages);
