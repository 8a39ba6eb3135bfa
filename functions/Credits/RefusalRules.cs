using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>
/// Refusals slow an account down and never shut it out. Too many within the window bring a pause. Each pause is twice as long as the last,
/// up to a ceiling, and every window that passes without a pause takes one doubling back.
/// </summary>
public static class RefusalRules
{
    public static RefusalState Count(RefusalState? state, RefusalLimits limits, DateTimeOffset now)
    {
        var (past, level) = (state ?? RefusalState.None, Level(state, limits, now));
        var recent = past.Recent.RemoveAll(at => at <= now - limits.Window).Add(now);
        // Only as many as the threshold are kept, because older ones change nothing.
        recent = recent.RemoveRange(0, Math.Max(0, recent.Length - limits.Threshold));
        // Generations that began before the pause may still be refused during it. They bring no further pause.
        if (recent.Length < limits.Threshold || now < past.Until)
        {
            return past with { Recent = recent };
        }

        var pause = Pause(level, limits);
        return new RefusalState
        {
            Recent = recent,
            // At the ceiling the level stops growing: a higher one would not lengthen the pause, but would take longer to fall.
            Level = pause < limits.MaxPause ? level + 1 : level,
            Until = now + pause,
        };
    }

    /// <returns>Null when the next generation may begin.</returns>
    public static TimeSpan? PauseLeft(RefusalState? state, RefusalLimits limits, DateTimeOffset now)
    {
        var left = (state?.Until ?? now) - now;
        // The settings may have lowered the ceiling since the pause began.
        return left <= TimeSpan.Zero ? null
            : left < limits.MaxPause ? left
            : limits.MaxPause;
    }

    private static TimeSpan Pause(int level, RefusalLimits limits)
    {
        // 20 doublings of even one second, about 12 days, are more than any ceiling, and more could overflow.
        var pause = limits.FirstPause * Math.Pow(2, Math.Min(level, 20));
        return pause < limits.MaxPause ? pause : limits.MaxPause;
    }

    private static int Level(RefusalState? state, RefusalLimits limits, DateTimeOffset now)
    {
        if (state is not { Level: > 0 })
        {
            return 0;
        }

        var quiet = now > state.Until ? now - state.Until : TimeSpan.Zero;
        return (int)Math.Max(0, state.Level - Math.Floor(quiet / limits.Window));
    }
}
