using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Generations;

/// <summary>
/// Which of the waiting generations a run of the sweep looks at. Most only need time, so a bound alone would let the first ones
/// hide the rest; each run therefore begins where the one before ended, which it knows by the clock.
/// </summary>
internal static class SweepTurnRules
{
    /// <summary>Those past their deadline first, but never more than half of the run while others wait.</summary>
    public static IReadOnlyList<PendingGenerations.Entry> Take(
        IReadOnlyList<PendingGenerations.Entry> waiting,
        DateTimeOffset now,
        int most
    )
    {
        var turn = now.ToUnixTimeSeconds() / 60;
        var sorted = waiting.OrderBy(e => e.Since).ThenBy(e => e.GenerationId, StringComparer.Ordinal).ToList();
        var due = sorted.Where(e => e.Since + GenerationLadder.ReservationLifetime <= now).ToList();
        var rest = sorted.Skip(due.Count).ToList();
        var first = Rotate(due, turn, most - Math.Min(rest.Count, most / 2));
        return [.. first, .. Rotate(rest, turn, most - first.Count)];
    }

    private static List<T> Rotate<T>(List<T> all, long turn, int most)
    {
        if (all.Count <= most)
        {
            return all;
        }

        var start = (int)(turn * most % all.Count);
        return [.. all.Skip(start).Concat(all.Take(start)).Take(most)];
    }
}
