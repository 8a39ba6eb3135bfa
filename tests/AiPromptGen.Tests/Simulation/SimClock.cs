namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// The simulation's time as one process sees it. When that process is dead, its timers no longer fire.
/// </summary>
/// <param name="skew">How far the clock of the process is ahead of the simulation's.</param>
internal sealed class SimClock(SimLoop loop, SimProcess? owner = null, TimeSpan skew = default) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => loop.Now + skew;

    public override long GetTimestamp() => loop.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClockTimer(loop, owner, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires once and ignores the period, because the program uses no repeating timers.</summary>
    private sealed class ClockTimer(SimLoop loop, SimProcess? owner, Action fire) : ITimer
    {
        private SimTimer? set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            set?.Cancel();
            set = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                set = new SimTimer(loop.Now + dueTime, owner, fire);
                loop.Add(set);
            }

            return true;
        }

        public void Dispose() => set?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

internal sealed class SimTimer(DateTimeOffset due, SimProcess? owner, Action fire)
{
    private bool canceled;

    public DateTimeOffset Due => due;

    public bool IsOver => canceled || owner is { IsDead: true };

    public void Cancel() => canceled = true;

    public void Fire()
    {
        canceled = true;
        fire();
    }
}
