namespace AiPromptGen.Generations.Providers;

/// <summary>Whether the same generation asks a route again, and how long it waits before that.</summary>
internal static class RoutePauseRules
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// While another route follows, a service that asks for a longer pause than this is not waited for, because that route may answer
    /// sooner.
    /// </summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(20);

    /// <param name="retry">The number of the retry, from 0.</param>
    /// <param name="retryAfter">The pause that the provider asked for; null when it asked for none. It is never asked sooner.</param>
    /// <param name="left">The time until the generation's own deadline.</param>
    /// <param name="isLast">True when no other route follows. Then any pause that fits into the time is waited for.</param>
    public static bool MayRetry(int retry, TimeSpan? retryAfter, TimeSpan left, bool isLast) =>
        (isLast || (retryAfter ?? TimeSpan.Zero) <= MaxPause) && Before(retry, retryAfter, chance: 1) < left;

    /// <param name="chance">0 to 1. It spreads the retries of generations that failed at the same moment.</param>
    public static TimeSpan Before(int retry, TimeSpan? retryAfter, double chance)
    {
        if (retryAfter is { } asked)
        {
            return (asked > TimeSpan.Zero ? asked : TimeSpan.Zero) + (First * chance);
        }

        var backOff = First * Math.Pow(2, retry);
        backOff = backOff < MaxPause ? backOff : MaxPause;
        return (backOff / 2) + (backOff / 2 * chance);
    }
}
