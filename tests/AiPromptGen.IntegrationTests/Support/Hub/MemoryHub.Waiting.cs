namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>How hosts wait for work, and the time for which messages wait.</summary>
internal sealed partial class MemoryHub
{
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
