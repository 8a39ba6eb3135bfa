using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>
/// The limits on how many generations an account begins in a fixed window of time and has active at once, and the pause after too many
/// refusals. Their state is in the account row.
/// </summary>
public static class AdmissionRules
{
    /// <summary>The most generations that the settings may allow an account at once.</summary>
    public const int MaxActive = 64;

    /// <summary>
    /// Decides whether a generation may begin. An id that is active already is admitted again without being counted again.
    /// </summary>
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
