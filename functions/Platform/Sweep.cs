namespace AiPromptGen.Platform;

/// <summary>What every timer reports when it ends.</summary>
/// <param name="Seen">How many items were due and looked at.</param>
/// <param name="Done">How many of these are finished now, by this run or by another one at the same time.</param>
/// <param name="Failed">How many of these are left to the next run because of a fault.</param>
/// <param name="More">Whether the run reached its bound, so that the next run has to go on.</param>
internal readonly record struct SweepReport(int Seen, int Done, int Failed, bool More);

/// <summary>The loop that every sweep has in common.</summary>
internal static class Sweep
{
    /// <summary>
    /// Finishes each item that is due, a few at the same time. An item that fails does not keep the others waiting: it is reported, and
    /// stays for the next run.
    /// </summary>
    /// <param name="max">The most items of one run.</param>
    /// <param name="atOnce">How many of them are worked on at the same time.</param>
    /// <param name="failed">Called for each item that could not be finished.</param>
    public static async Task<SweepReport> EachAsync<T>(
        IAsyncEnumerable<T> due,
        int max,
        int atOnce,
        Func<T, CancellationToken, Task> finish,
        Action<T, Exception> failed,
        CancellationToken cancellationToken
    )
    {
        var (seen, faults) = (0, 0);
        await AtOnce.ForEachAsync(
            due.Take(max),
            atOnce,
            async (item, token) =>
            {
                Interlocked.Increment(ref seen);
                try
                {
                    await finish(item, token);
                }
                catch (Exception fault) when (!token.IsCancellationRequested)
                {
                    Interlocked.Increment(ref faults);
                    failed(item, fault);
                }
            },
            cancellationToken
        );
        return new SweepReport(seen, seen - faults, faults, seen == max);
    }
}
