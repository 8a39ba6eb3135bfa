using AiPromptGen.Audit;

namespace AiPromptGen.Generations;

/// <param name="Waiting">Generations that have no audit row yet, or are parked; the oldest first.</param>
/// <param name="Forgotten">How many generations had ended and were removed.</param>
internal sealed record PendingRest(IReadOnlyList<PendingGenerations.Entry> Waiting, int Forgotten, bool More);

/// <summary>
/// Removes pending generations that have an audit row, which is the last thing that an orchestration writes. Both tables have the same
/// partitions in the same order, so a thousand entries cost a few reads, and no generation's own row is read.
/// </summary>
internal sealed partial class PendingEnds(PendingGenerations pending, AuditTrail audit, ILogger<PendingEnds> logger)
{
    /// <summary>A parked generation has an audit row, but may still have credits to get back, so it is not removed.</summary>
    private static readonly string Parked = Generation.Word(GenerationStatus.Parked);

    /// <param name="max">How many entries are returned at most: the oldest ones.</param>
    public async Task<PendingRest> ForgetAsync(DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        var (waiting, gate, forgotten, more) = (new List<PendingGenerations.Entry>(), new Lock(), 0, false);
        await AtOnce.ForEachAsync(
            Shards.Ranges,
            Shards.Ranges.Count,
            async (range, token) =>
            {
                await foreach (var page in pending.OlderThanAsync(before, range, token))
                {
                    var rest = await ForgetAsync(page, token);
                    lock (gate)
                    {
                        forgotten += page.Count - rest.Count;
                        waiting.AddRange(rest);
                        more |= Trim(waiting, max);
                    }
                }
            },
            cancellationToken
        );
        return new PendingRest(waiting, forgotten, more);
    }

    /// <returns>The entries that have not ended.</returns>
    private async Task<IReadOnlyList<PendingGenerations.Entry>> ForgetAsync(
        IReadOnlyList<PendingGenerations.Entry> page,
        CancellationToken cancellationToken
    )
    {
        var rest = new List<PendingGenerations.Entry>();
        foreach (var group in page.GroupBy(e => (e.Partition, Day: DayTableRules.Day(e.Since))))
        {
            List<PendingGenerations.Entry> entries = [.. group];
            try
            {
                rest.AddRange(await ForgetAsync(group.Key.Day, entries, cancellationToken));
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // These entries count as waiting: the sweep looks at the row of each generation that is waiting.
                LogFault(fault.GetType().Name);
                rest.AddRange(entries);
            }
        }

        return rest;
    }

    private async Task<IEnumerable<PendingGenerations.Entry>> ForgetAsync(
        DateOnly day,
        List<PendingGenerations.Entry> entries,
        CancellationToken cancellationToken
    )
    {
        var requests = entries.Select(e => (e.GenerationId, e.Since));
        var statuses = await audit.StatusesAsync(day, entries[0].Partition, requests, cancellationToken);
        var ended = entries.ToLookup(e => HasEnded(statuses.GetValueOrDefault(e.GenerationId)));
        await pending.RemoveAsync([.. ended[true]], cancellationToken);
        return ended[false];
    }

    private static bool HasEnded(string? status) =>
        status is not null && !status.StartsWith(Parked, StringComparison.Ordinal);

    /// <returns>Whether any entry had to be left out.</returns>
    private static bool Trim(List<PendingGenerations.Entry> waiting, int max)
    {
        waiting.Sort((a, b) => a.Since.CompareTo(b.Since));
        var over = Math.Max(0, waiting.Count - max);
        waiting.RemoveRange(waiting.Count - over, over);
        return over > 0;
    }

    [LoggerMessage(
        2032,
        LogLevel.Error,
        "Which generations have ended could not be read from their audit rows ({Fault})"
    )]
    private partial void LogFault(string fault);
}
