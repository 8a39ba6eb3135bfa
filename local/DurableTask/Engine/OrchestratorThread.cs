using System.Collections.Concurrent;

namespace Microsoft.DurableTask.Local;

/// <summary>
/// The one thread an orchestrator may run on during a replay. Whatever is posted from another thread, or after the
/// replay has ended, comes from awaiting something that is not durable.
/// </summary>
internal sealed class OrchestratorThread(Action illegal) : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> queue = new();
    private int thread = -1;

    public bool IsCurrent => Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            queue.Enqueue((d, state));
        }
        else
        {
            illegal();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    /// <summary>Runs the replay; the current thread is the orchestrator's until it returns.</summary>
    public void Run(Action replay)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref thread, Environment.CurrentManagedThreadId);
        try
        {
            replay();
        }
        finally
        {
            Volatile.Write(ref thread, -1);
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs continuations until the orchestrator only waits.</summary>
    public void Drain()
    {
        while (queue.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}
