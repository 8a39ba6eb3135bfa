using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>
/// Refusals slow an account down and never shut it out: too many within the window bring a pause, each pause twice the last, up
/// to a ceiling; every window without a pause takes one doubling back.
/// </summary>
public static class RefusalRules
{
    public static RefusalState Count(RefusalState? state, RefusalLimits limits, DateTimeOffset now)
    {
        var (past, level) = (state ?? RefusalState.None, Level(state, limits, now));
        var recent = past.Recent.RemoveAll(at => at <= now - limits.Window).Add(now);
        // More than the threshold say nothing more.
        recent = recent.RemoveRange(0, Math.Max(0, recent.Length - limits.Threshold));
        // What was on its way when the pause began could not heed it.
        if (recent.Length < limits.Threshold || now < past.Until)
        {
            return past with { Recent = recent };
        }

        var pause = Pause(level, limits);
        return new RefusalState
        {
            Recent = recent,
            // Doublings that the ceiling hides would only take longer to be taken back.
            Level = pause < limits.MaxPause ? level + 1 : level,
            Until = now + pause,
        };
    }

    /// <returns>Null when the next generation may begin.</returns>
    public static TimeSpan? PauseLeft(RefusalState? state, RefusalLimits limits, DateTimeOffset now)
    {
        var left = (state?.Until ?? now) - now;
        // The ceiling may have been lowered since.
        return left <= TimeSpan.Zero ? null
            : left < limits.MaxPause ? left
            : limits.MaxPause;
    }

    private static TimeSpan Pause(int level, RefusalLimits limits)
    {
        // So many doublings of a second are more than any ceiling.
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
