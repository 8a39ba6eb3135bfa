using System.Collections.Concurrent;

namespace Microsoft.DurableTask.Local;

/// <summary>Runs activities, so many at a time, and tells their instances how they ended.</summary>
internal sealed class Activities(Functions functions, int maxConcurrent) : IDisposable
{
    private readonly SemaphoreSlim slots = new(maxConcurrent);
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private readonly CancellationTokenSource stopping = new();

    public bool IsBusy => !running.IsEmpty;

    public Task Idle => Task.WhenAll(running.Keys);

    public void Start(LiveInstance instance, int execution, OrchestrationAction action)
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            var run = Task.Run(() => RunAsync(instance, execution, action));
            running[run] = true;
            _ = run.ContinueWith(t => running.TryRemove(t, out _), TaskScheduler.Default);
        }
    }

    /// <summary>No new ones; those that run see their token cancelled.</summary>
    public Task StopAsync() => stopping.CancelAsync();

    public void Dispose()
    {
        stopping.Dispose();
        slots.Dispose();
    }

    private async Task RunAsync(LiveInstance instance, int execution, OrchestrationAction action)
    {
        try
        {
            await slots.WaitAsync(stopping.Token);
            var end = await EndAsync(instance.Row.Id, action);
            slots.Release();
            instance.Post(new Happened(execution, end));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Not a failure of the activity: it runs again after the restart.
        }
    }

    private async Task<HistoryEvent> EndAsync(string instanceId, OrchestrationAction action)
    {
        try
        {
            var result = await functions.CallAsync(action.Name, instanceId, action.Payload, stopping.Token);
            return new(HistoryKind.Completed, action.Id, action.Name, result);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            var failure = Payloads.Failure(TaskFailureDetails.FromException(e));
            return new(HistoryKind.Failed, action.Id, action.Name, failure);
        }
    }
}
