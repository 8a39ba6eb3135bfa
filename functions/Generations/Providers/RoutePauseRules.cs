namespace AiPromptGen.Generations.Providers;

/// <summary>How long a route is left alone before the same generation asks it again, or that it is not asked again.</summary>
internal static class RoutePauseRules
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>Who wants a longer pause than this is not waited for while there is a next route: it may answer sooner.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(20);

    /// <param name="retry">From 0.</param>
    /// <param name="retryAfter">What the provider asked for; it is not asked sooner.</param>
    /// <param name="left">Until the generation's own deadline.</param>
    /// <param name="isLast">No other route could answer sooner, so any pause that fits is waited for.</param>
    public static bool MayRetry(int retry, TimeSpan? retryAfter, TimeSpan left, bool isLast) =>
        (isLast || (retryAfter ?? TimeSpan.Zero) <= MaxPause) && Before(retry, retryAfter, chance: 1) < left;

    /// <param name="chance">0 to 1; keeps those who failed together from coming back together.</param>
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
