namespace AiPromptGen.Tests.Simulation;

/// <summary>The loop's time as a process sees it; its timers die with it.</summary>
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

    /// <summary>Fires once; nothing in the program repeats.</summary>
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
