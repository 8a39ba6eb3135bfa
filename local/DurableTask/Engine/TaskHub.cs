using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using AiPromptGen.Host.Start.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// The engine: holds every unfinished instance in memory. One process at a time runs a hub: the one with the lock
/// file, which the system takes from a process that dies, however it dies.
/// </summary>
internal sealed partial class TaskHub(
    TaskTable table,
    Functions functions,
    TimeProvider time,
    ILoggerFactory loggers,
    int maxConcurrentActivities
) : IHostedService, IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly CancellationTokenSource down = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, LiveInstance> live = new(StringComparer.Ordinal);
    private Task starting = Task.CompletedTask;
    private FileStream? only;

    public TaskTable Table => table;

    public Functions Functions => functions;

    public ILoggerFactory Loggers => loggers;

    public HubLog Log { get; } = new(loggers.CreateLogger<HubLog>());

    public Activities Activities { get; } = new(functions, maxConcurrentActivities);

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    public bool IsDown => down.IsCancellationRequested;

    /// <summary>Ends when this process runs the hub.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);

    public LiveInstance? Find(string id) => live.GetValueOrDefault(id);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        using (ExecutionContext.SuppressFlow())
        {
            starting = Task.Run(TakeOverAsync, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Activities.StopAsync();
        try
        {
            await QuietAsync().WaitAsync(Grace, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // What still runs is done again after the next start.
        }

        await AbortAsync();
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
        await Activities.StopAsync();
        await down.CancelAsync();
        await starting;
        foreach (var instance in live.Values)
        {
            instance.Abandon();
        }

        only?.Dispose();
    }

    public void Dispose()
    {
        Activities.Dispose();
        down.Dispose();
        only?.Dispose();
    }

    /// <summary>Repeats a storage operation until it succeeds, the hub goes down, or it is no use.</summary>
    public async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> operation)
    {
        for (var delay = TimeSpan.FromMilliseconds(100); ; delay = Min(delay * 2, TimeSpan.FromSeconds(5)))
        {
            try
            {
                down.Token.ThrowIfCancellationRequested();
                return await operation(down.Token);
            }
            catch (Exception e) when (!IsDown && IsTransient(e))
            {
                Log.StorageAway(e.GetType().Name);
                await Task.Delay(delay, time, down.Token);
            }
        }
    }

    /// <summary>Calls back once, at that time or after; never before.</summary>
    public ITimer At(DateTimeOffset due, Action callback)
    {
        ITimer? timer = null;
        // The system's timers take at most 49 days, and may fire a moment early.
        void Set() => timer?.Change(due <= Now ? TimeSpan.Zero : Min(due - Now, TimeSpan.FromDays(1)), Never);
        void Tick(object? _) => (due <= Now ? callback : Set)();
        timer = time.CreateTimer(Tick, null, Never, Never);
        Set();
        return timer;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static bool IsTransient(Exception e) =>
        e
            is RequestFailedException { Status: 0 or 408 or 429 or >= 500 }
                or HttpRequestException
                or IOException
                or AggregateException
                or TimeoutException
                // Not ours: the client library gave up waiting for an answer.
                or OperationCanceledException;

    private async Task TakeOverAsync()
    {
        try
        {
            var whose = Encoding.UTF8.GetBytes($"{Environment.UserName} {table.Client.Uri}");
            var name = $"task-hub-{Convert.ToHexStringLower(SHA256.HashData(whose))}.lock";
            var path = Path.Combine(Path.GetTempPath(), name);
            only = await FileLock.TakeAsync(path, FileOptions.DeleteOnClose, time, down.Token);
            await PersistAsync(c => table.Client.CreateIfNotExistsAsync(c));
            var found = await PersistAsync(LoadAsync);
            Log.Running(table.Client.Name, found.Count);
            ready.SetResult();
            found.ForEach(i => i.Post(new Wake()));
        }
        catch (Exception e)
        {
            Log.CannotRun(table.Client.Name, e.GetType().Name);
            ready.TrySetException(e);
        }
    }

    /// <summary>One scan; a row nobody can read fails alone.</summary>
    private async Task<List<LiveInstance>> LoadAsync(CancellationToken cancellationToken)
    {
        var unfinished = " and Status ne 'Completed' and Status ne 'Failed' and Status ne 'Terminated'";
        var found = new List<LiveInstance>();
        await foreach (var (rows, _) in table.ScanAsync(unfinished, 1000, null, cancellationToken))
        {
            foreach (var row in rows)
            {
                if (row.IsFinished)
                {
                    Log.InstancePoisoned(row.Name, row.Id, nameof(FormatException));
                    await table.CommitAsync(row, [], [], cancellationToken);
                }
                else
                {
                    found.Add(live[row.Id] = new(this, row, isNew: false));
                }
            }
        }

        return found;
    }
}
