using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>Rate (fixed window) and concurrency limits, and the pause after refusals, held in the account row.</summary>
public static class AdmissionRules
{
    public const int MaxActive = 64;

    /// <summary>Counts a generation once, however often it asks.</summary>
    public static AdmissionResult Admit(UsageState state, string id, AdmissionLimits limits, DateTimeOffset now)
    {
        if (limits.Concurrent > MaxActive)
        {
            throw new ArgumentException("At most 64 generations at once.", nameof(limits));
        }

        var window = now < state.Window.WindowStart + limits.Window ? state.Window : new UsageWindow(now, 0);
        var reset = window.WindowStart + limits.Window - now;
        var active = state.Active.RemoveAll(generation => generation.Until <= now);

        if (active.Any(generation => string.Equals(generation.Id, id, StringComparison.Ordinal)))
        {
            return new AdmissionResult.Admitted(state, Math.Max(0, limits.PerWindow - window.Count), reset);
        }

        if (limits.Refusals is { } refusals && RefusalRules.PauseLeft(state.Refusals, refusals, now) is { } pause)
        {
            return new AdmissionResult.SlowedDown(pause);
        }

        if (window.Count >= limits.PerWindow)
        {
            return new AdmissionResult.RateLimited(reset);
        }

        if (active.Length >= limits.Concurrent)
        {
            return new AdmissionResult.TooMany(active.Length);
        }

        var admitted = state with
        {
            Window = window with { Count = window.Count + 1 },
            Active = active.Add(new ActiveGeneration(id, now + limits.ActiveFor)),
        };
        return new AdmissionResult.Admitted(admitted, limits.PerWindow - admitted.Window.Count, reset);
    }

    public static UsageState Leave(UsageState state, string id) =>
        state.Active.Any(generation => string.Equals(generation.Id, id, StringComparison.Ordinal))
            ? state with
            {
                Active = state.Active.RemoveAll(generation =>
                    string.Equals(generation.Id, id, StringComparison.Ordinal)
                ),
            }
            : state;
}
