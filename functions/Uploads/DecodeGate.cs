namespace AiPromptGen.Uploads;

/// <summary>Bounds how many pictures are decoded at once and for how long.</summary>
internal sealed class DecodeGate(IntakeLimits limits, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(limits.Parallel);
    private readonly SemaphoreSlim _largeSlot = new(1);

    /// <summary>
    /// Runs the work on a thread of its own when it is its turn. The result is null when the time was over. Native code cannot always be
    /// stopped, so the caller gets its answer in time, while the slot stays taken until the work has really ended.
    /// </summary>
    public async Task<T?> RunAsync<T>(Func<CancellationToken, T> work, bool large, CancellationToken cancellationToken)
        where T : class
    {
        await EnterAsync(large, cancellationToken);
        // Native work that takes seconds would occupy threads of the pool that requests need, and the worker drops a request after five
        // seconds.
        var running = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    using var timeout = new CancellationTokenSource(limits.DecodeTimeout, time);
                    using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
                    return work(stop.Token);
                }
                finally
                {
                    if (large)
                    {
                        NativeHeap.Trim();
                    }

                    Leave(large);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            return await running.WaitAsync(limits.DecodeTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _largeSlot.Dispose();
    }

    private async Task EnterAsync(bool large, CancellationToken cancellationToken)
    {
        if (large)
        {
            await _largeSlot.WaitAsync(cancellationToken);
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (large)
        {
            _largeSlot.Release();
            throw;
        }
    }

    private void Leave(bool large)
    {
        _slots.Release();
        if (large)
        {
            _largeSlot.Release();
        }
    }
}
