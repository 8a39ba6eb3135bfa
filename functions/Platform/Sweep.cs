namespace AiPromptGen.Platform;

/// <summary>What every timer tells when it ends.</summary>
/// <param name="Seen">Items that were due.</param>
/// <param name="Done">Of these: finished now, by this run or by one at the same time.</param>
/// <param name="Failed">Of these: left to the next run because of a fault.</param>
/// <param name="More">The bound of the run was reached; the next one goes on.</param>
internal readonly record struct SweepReport(int Seen, int Done, int Failed, bool More);

/// <summary>What every sweep does with its items.</summary>
internal static class Sweep
{
    /// <summary>
    /// Finishes each item that is due, a few at the same time. One that fails keeps none of the others waiting: it is told, and
    /// stays for the next run.
    /// </summary>
    /// <param name="max">Items of one run.</param>
    /// <param name="atOnce">Of these, how many at the same time.</param>
    /// <param name="failed">Told of each item that could not be finished.</param>
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
