using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// An unfinished instance in memory. It works through its messages one batch at a time: replay with them, one
/// transaction, then the effects. Only what the transaction holds has happened; effects left undone by a crash
/// are found again by the replay after it.
/// </summary>
internal sealed partial class LiveInstance(TaskHub hub, InstanceRow row, bool isNew)
{
    // A transaction takes 100 rows, two for each event, and 4 MiB; JSON escaping needs room.
    private const int MaxBatch = 40;
    private const int MaxCharacters = 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<Message> inbox = new();
    private readonly TaskCompletionSource<InstanceRow> finished = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool busy;
    private bool loaded = isNew;
    private List<HistoryEvent> history = [];
    private volatile InstanceRow row = row;

    /// <summary>As stored, but Running from the first replay on.</summary>
    public InstanceRow Row => row;

    /// <summary>Cancelled when this process stops running it.</summary>
    public Task<InstanceRow> Finished => finished.Task;

    public Task Idle { get; private set; } = Task.CompletedTask;

    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return busy;
            }
        }
    }

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

    public void Abandon()
    {
        StopTimers();
        finished.TrySetCanceled();
    }

    private List<Message> Take()
    {
        lock (gate)
        {
            if (row.IsFinished || hub.IsDown)
            {
                inbox.Clear();
            }

            var (batch, characters) = (new List<Message>(), 0);
            while (batch.Count < MaxBatch && characters < MaxCharacters && inbox.TryDequeue(out var message))
            {
                batch.Add(message);
                characters += (message as Happened)?.Event.Payload?.Length ?? 0;
            }

            busy = batch.Count > 0;
            return batch;
        }
    }

    private async Task DrainAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await ProcessAsync(loaded ? batch : await LoadAsync(batch));
            }
            catch (Exception) when (hub.IsDown)
            {
                // As if the process had died here.
            }
            catch (Exception e)
            {
                // Poison: this instance ends here, the others go on.
                hub.Log.InstancePoisoned(row.Name, row.Id, e.GetType().Name);
                await FailAsync(e);
            }
        }
    }

    /// <summary>Reads the history; events that waited go before whatever came since.</summary>
    private async Task<List<Message>> LoadAsync(List<Message> batch)
    {
        (history, var pending) = await hub.PersistAsync(c => hub.Table.LoadAsync(row, c));
        loaded = true;
        var known = pending.Select(e => e.EventId).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            List<Message> all = [.. pending.Select(e => new Happened(row.Execution, e)), .. batch, .. inbox];
            inbox.Clear();
            // Read and told of as well: once is enough.
            all.RemoveAll(m => m is Happened { Execution: -1 } told && known.Contains(told.Event.EventId));
            all.ForEach(inbox.Enqueue);
            return Take();
        }
    }

    private async Task FailAsync(Exception e)
    {
        try
        {
            await FinishAsync(Failed(TaskFailureDetails.FromException(e)), []);
        }
        catch (Exception again)
        {
            // It stays as stored, for the next start of the host.
            hub.Log.InstanceParked(row.Name, row.Id, again.GetType().Name);
            hub.Detach(this);
            Abandon();
        }
    }

    private async Task ProcessAsync(List<Message> batch)
    {
        var events = NewEvents(batch);
        if (batch.OfType<Terminate>().FirstOrDefault() is { } end)
        {
            await FinishAsync(row with { Status = OrchestrationRuntimeStatus.Terminated, Output = end.Output }, events);
        }
        else if (batch.OfType<WentAstray>().Any(m => m.Execution == row.Execution))
        {
            throw new InvalidOperationException(Replay.IllegalAwait);
        }
        else if (row.Started <= hub.Now)
        {
            await AdvanceAsync(events);
        }
        else
        {
            await CommitAsync(row, events, []);
            SetTimer(-1, row.Started, new Wake());
        }
    }

    /// <summary>Stamps what is new; a completion that history has already is dropped.</summary>
    private List<HistoryEvent> NewEvents(List<Message> batch)
    {
        var ended = history.Where(e => !e.IsAction && e.TaskId >= 0).Select(e => e.TaskId).ToHashSet();
        var last = history.LastOrDefault();
        var time = last?.Time > hub.Now ? last.Time : hub.Now;
        var events = new List<HistoryEvent>();
        foreach (var (execution, e) in batch.OfType<Happened>())
        {
            if (e.EventId is not null || (execution == row.Execution && ended.Add(e.TaskId)))
            {
                running.Remove(e.TaskId);
                events.Add(e with { Batch = (last?.Batch ?? 0) + 1, Time = time });
            }
        }

        return events;
    }

    private InstanceRow Failed(TaskFailureDetails failure) =>
        row with
        {
            Status = OrchestrationRuntimeStatus.Failed,
            Output = failure.ToString(),
            Failure = row.Parent is null ? null : Payloads.Failure(failure),
        };

    private async Task CommitAsync(
        InstanceRow next,
        IReadOnlyList<HistoryEvent> events,
        IEnumerable<OrchestrationAction> asked
    )
    {
        if (events.Count == 0 && !next.IsFinished)
        {
            return;
        }

        // What was asked for in the first replay is written with the second.
        HistoryEvent[] added =
        [
            .. events,
            .. asked.Select(a =>
                events[0] with
                {
                    Kind = a.Kind,
                    TaskId = a.Id,
                    Name = a.Name,
                    Payload = null,
                    EventId = null,
                }
            ),
        ];
        var seen = events.Select(e => e.EventId).OfType<string>();
        next = next with { Updated = hub.Now, Commit = InstanceRow.NewId() };
        row = await hub.PersistAsync(c => hub.Table.CommitAsync(next, added, seen, c));
        history.AddRange(added);
    }

    private async Task FinishAsync(InstanceRow next, List<HistoryEvent> events)
    {
        var characters = (next.Output?.Length ?? 0) + (next.Input?.Length ?? 0);
        if (next.Output?.Length > 0 && characters > Payloads.MaxCharacters)
        {
            var tooLarge = new PayloadTooLargeException("input and output", characters);
            next = Failed(TaskFailureDetails.FromException(tooLarge));
        }

        await CommitAsync(next, events, []);
        StopTimers();
        hub.Detach(this);
        finished.TrySetResult(row);
        hub.TellParent(row);
    }
}
