using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Local;

/// <summary>The engine: owns the hub while it has the lease, and holds every unfinished instance in memory.</summary>
internal sealed partial class TaskHub(
    TaskTable table,
    Functions functions,
    Payloads payloads,
    TimeProvider time,
    ILoggerFactory loggers,
    int maxConcurrentActivities
) : IHostedService, IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource down = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly HubLease lease = new(table.Client, time);
    private ConcurrentDictionary<string, LiveInstance> live = new(StringComparer.Ordinal);
    private TaskCompletionSource<CancellationToken> ready = NewReady();
    private CancellationTokenSource? owning;
    private Task running = Task.CompletedTask;

    public TaskTable Table => table;

    public Functions Functions => functions;

    public Payloads Payloads => payloads;

    public ILoggerFactory Loggers => loggers;

    public HubLog Log { get; } = new(loggers.CreateLogger<HubLog>());

    public Activities Activities { get; } = new(functions, maxConcurrentActivities);

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Ends when this process owns the hub.</summary>
    /// <returns>Cancelled when it no longer does.</returns>
    public Task<CancellationToken> ReadyAsync(CancellationToken cancellationToken) =>
        ready.Task.WaitAsync(cancellationToken);

    public LiveInstance? Find(string id) => live.GetValueOrDefault(id);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        using (ExecutionContext.SuppressFlow())
        {
            running = Task.Run(RunAsync, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Activities.StopAsync();
        try
        {
            await QuietAsync().WaitAsync(Grace, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // What still runs is done again after the next start.
        }

        var owned = ready.Task.IsCompletedSuccessfully;
        await AbortAsync();
        if (owned)
        {
            await lease.ReleaseAsync(cancellationToken);
        }
    }

    /// <summary>Ends when nothing runs: instances wait for time, events or nothing.</summary>
    internal async Task QuietAsync()
    {
        do
        {
            await Activities.Idle;
            await Task.WhenAll(live.Values.Select(i => i.Idle));
        } while (Activities.IsBusy || live.Values.Any(i => i.IsBusy));
    }

    /// <summary>Stops at once and leaves everything as a killed process would.</summary>
    internal async Task AbortAsync()
    {
        await stopping.CancelAsync();
        await Activities.StopAsync();
        await down.CancelAsync();
        await running;
    }

    public void Dispose()
    {
        Activities.Dispose();
        down.Dispose();
        stopping.Dispose();
        owning?.Dispose();
    }

    public void LoseOwnership(CancellationToken session)
    {
        if (owning is { } current && current.Token == session)
        {
            current.Cancel();
        }
    }

    /// <summary>Repeats a storage operation until it succeeds, the hub goes down, or it is no use.</summary>
    public async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancel)
    {
        for (var delay = TimeSpan.FromMilliseconds(100); ; delay = Min(delay * 2, TimeSpan.FromSeconds(5)))
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                return await operation(cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested && IsTransient(e))
            {
                Log.StorageAway(e.GetType().Name);
                await Task.Delay(delay, time, cancel);
            }
        }
    }

    /// <summary>Calls back once, at that time or after; never before.</summary>
    public ITimer At(DateTimeOffset due, Action callback)
    {
        // The system's timers take at most 49 days.
        var longest = TimeSpan.FromDays(1);
        ITimer? timer = null;
        void Tick(object? _)
        {
            var left = due - Now;
            if (left <= TimeSpan.Zero)
            {
                callback();
            }
            else
            {
                timer?.Change(Min(left, longest), Timeout.InfiniteTimeSpan);
            }
        }

        timer = time.CreateTimer(Tick, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Min(Max(due - Now, TimeSpan.Zero), longest), Timeout.InfiniteTimeSpan);
        return timer;
    }

    private static TaskCompletionSource<CancellationToken> NewReady() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static bool IsTransient(Exception e) =>
        e
            is RequestFailedException { Status: 0 or 408 or 429 or >= 500 }
                or HttpRequestException
                or IOException
                or AggregateException
                or TimeoutException
                // Not ours: the client library gave up waiting for an answer.
                or OperationCanceledException;

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, down.Token);
                await lease.AcquireAsync(waiting.Token);
                await OwnAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested || down.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.StorageAway(e.GetType().Name);
                await Task.Delay(HubLease.Heartbeat, time, stopping.Token)
                    .ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task OwnAsync()
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(down.Token);
        owning = session;
        try
        {
            var count = await LoadAsync(session.Token);
            Log.Running(table.Client.Name, count);
            ready.TrySetResult(session.Token);
            await lease.HoldAsync(session.Token);
        }
        catch (OperationCanceledException) when (!down.IsCancellationRequested)
        {
            // An instance noticed first that somebody else writes; perhaps somebody without the lease.
            await lease.ReleaseAsync(down.Token);
        }
        finally
        {
            await session.CancelAsync();
            ready = NewReady();
            var abandoned = live;
            live = new(StringComparer.Ordinal);
            foreach (var instance in abandoned.Values)
            {
                instance.Abandon();
            }
        }

        Log.OwnershipLost(table.Client.Name);
    }

    /// <summary>One scan; a row nobody can read fails alone.</summary>
    private async Task<int> LoadAsync(CancellationToken cancellationToken)
    {
        var unfinished = "Status ne 'Completed' and Status ne 'Failed' and Status ne 'Terminated'";
        var found = new List<LiveInstance>();
        await foreach (var page in table.ScanAsync(unfinished, 1000, null, cancellationToken))
        {
            foreach (var row in page.Values.Select(Entities.ToInstanceOrFailed))
            {
                if (row.IsFinished)
                {
                    Log.InstancePoisoned(row.Name, row.Id, nameof(FormatException));
                    await table.CommitAsync(row, row, [], [], cancellationToken);
                }
                else
                {
                    found.Add(live[row.Id] = new(this, row, isNew: false, cancellationToken));
                }
            }
        }

        found.ForEach(i => i.Post(new Wake()));
        return found.Count;
    }
}
