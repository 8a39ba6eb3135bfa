using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// An unfinished instance in memory. It works through its messages one batch at a time: replay with them, one
/// transaction, then the effects. Only what the transaction holds has happened; effects left undone by a crash
/// are found again by the replay after it.
/// </summary>
internal sealed partial class LiveInstance(TaskHub hub, InstanceRow row, bool isNew, CancellationToken session)
{
    // Each event may take two rows of a transaction.
    private const int MaxBatch = 40;

    private readonly Lock gate = new();
    private readonly Queue<Message> inbox = new();
    private bool busy;
    private bool loaded = isNew;
    private List<HistoryEvent> history = [];
    private volatile InstanceRow row = row;

    /// <summary>As stored, but Running from the first replay on.</summary>
    public InstanceRow Row => row;

    public TaskCompletionSource<InstanceRow> Started { get; } = NewSource();

    public TaskCompletionSource<InstanceRow> Finished { get; } = NewSource();

    public Task Idle { get; private set; } = Task.CompletedTask;

    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return busy && !session.IsCancellationRequested;
            }
        }
    }

    /// <summary>Ends when this process no longer owns the hub.</summary>
    public CancellationToken Session => session;

    public void Post(Message message)
    {
        lock (gate)
        {
            inbox.Enqueue(message);
            if (!busy)
            {
                busy = true;
                // Nothing of the sender's context may leak into the orchestration.
                using (ExecutionContext.SuppressFlow())
                {
                    Idle = Task.Run(DrainAsync);
                }
            }
        }
    }

    public Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> operation) => hub.PersistAsync(operation, session);

    /// <summary>The process no longer runs it; who waits must look again.</summary>
    public void Abandon()
    {
        StopTimers();
        Started.TrySetException(new OwnershipLostException());
        Finished.TrySetException(new OwnershipLostException());
    }

    private static TaskCompletionSource<InstanceRow> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private List<Message>? Take()
    {
        lock (gate)
        {
            if (session.IsCancellationRequested)
            {
                Refuse(inbox);
                inbox.Clear();
            }

            var batch = new List<Message>();
            while (batch.Count < MaxBatch && inbox.TryDequeue(out var message))
            {
                batch.Add(message);
            }

            busy = batch.Count > 0;
            return busy ? batch : null;
        }
    }

    private async Task DrainAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                if (!loaded)
                {
                    batch = await LoadAsync(batch);
                }

                await ProcessAsync(batch);
            }
            catch (OperationCanceledException) when (session.IsCancellationRequested)
            {
                return;
            }
            catch (OwnershipLostException)
            {
                hub.LoseOwnership(session);
                return;
            }
            catch (Exception e)
            {
                // Poison: this instance ends here, the others go on.
                hub.Log.InstancePoisoned(row.Name, row.Id, e.GetType().Name);
                await FailAsync(e);
            }
            finally
            {
                Refuse(batch);
            }
        }
    }

    private static void Refuse(IEnumerable<Message> messages)
    {
        foreach (var control in messages.OfType<Control>())
        {
            control.Done.TrySetResult(false);
        }
    }

    /// <summary>Reads the history; events that waited go before whatever came since.</summary>
    private async Task<List<Message>> LoadAsync(List<Message> batch)
    {
        (history, var pending) = await PersistAsync(c => hub.Table.LoadAsync(row, c));
        loaded = true;
        lock (gate)
        {
            var all = pending.Select(e => new Happened(row.Execution, e)).Concat(batch).Concat(inbox).ToList();
            inbox.Clear();
            all.Skip(MaxBatch).ToList().ForEach(inbox.Enqueue);
            return all.Take(MaxBatch).ToList();
        }
    }

    private async Task FailAsync(Exception e)
    {
        try
        {
            await FinishAsync(Failed(TaskFailureDetails.FromException(e)), []);
        }
        catch (Exception again) when (again is not OperationCanceledException)
        {
            // It stays as stored, for the next start of the host.
            hub.Log.InstanceParked(row.Name, row.Id, again.GetType().Name);
            hub.Detach(this);
            Abandon();
        }
        catch (OperationCanceledException) { }
    }

    private async Task ProcessAsync(List<Message> batch)
    {
        if (row.IsFinished)
        {
            return;
        }

        var events = NewEvents(batch);
        var controls = batch.OfType<Control>().ToList();
        var (next, end) = Apply(controls);
        if (end is not null)
        {
            await FinishAsync(next, events);
            hub.Terminate(end.Recursive ? OpenChildren() : [], end.Text);
        }
        else if (batch.OfType<WentAstray>().Any(m => m.Execution == row.Execution))
        {
            await FinishAsync(
                Failed(new(typeof(InvalidOperationException).FullName!, Replay.IllegalAwait, null, null, null)),
                events
            );
        }
        else if (next.Status == OrchestrationRuntimeStatus.Suspended || IsEarly)
        {
            if (events.Count > 0 || controls.Count > 0)
            {
                await CommitAsync(next, events, []);
            }

            ScheduleStart();
        }
        else
        {
            await AdvanceAsync(next, events, mustCommit: controls.Count > 0);
        }

        foreach (var control in controls)
        {
            control.Done.TrySetResult(true);
        }
    }

    private bool IsEarly => row.Started > hub.Now;

    /// <summary>Stamps what is new; a completion or event that history has already is dropped.</summary>
    private List<HistoryEvent> NewEvents(List<Message> batch)
    {
        var ended = history.Where(e => !e.IsAction && e.TaskId >= 0).Select(e => e.TaskId).ToHashSet();
        var seen = history.Select(e => e.EventId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var number = (history.Count > 0 ? history[^1].Batch : 0) + 1;
        var last = history.Count > 0 ? history[^1].Time : row.Started;
        var now = hub.Now;
        var events = new List<HistoryEvent>();
        foreach (var message in batch.OfType<Happened>())
        {
            var e = message.Event;
            if (e.EventId is not null ? seen.Add(e.EventId) : message.Execution == row.Execution && ended.Add(e.TaskId))
            {
                running.Remove(e.TaskId);
                events.Add(e with { Batch = number, Time = now > last ? now : last });
            }
        }

        return events;
    }

    private (InstanceRow Next, Control? End) Apply(List<Control> controls)
    {
        var next = row;
        foreach (var control in controls)
        {
            if (control.To == OrchestrationRuntimeStatus.Terminated)
            {
                return (next with { Status = control.To, Output = control.Text }, control);
            }

            if (control.To == OrchestrationRuntimeStatus.Suspended)
            {
                next = next with { Status = control.To, Output = control.Text };
            }
            else if (next.Status == OrchestrationRuntimeStatus.Suspended)
            {
                var resumed = IsEarly ? OrchestrationRuntimeStatus.Pending : OrchestrationRuntimeStatus.Running;
                next = next with { Status = resumed, Output = null };
            }
        }

        return (next, null);
    }
}
