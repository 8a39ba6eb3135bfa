namespace AiPromptGen.Platform;

/// <summary>Some at a time of many, where the caller itself goes on: on the thread pool, unless somebody schedules it.</summary>
internal static class AtOnce
{
    public static Task ForEachAsync<T>(
        IEnumerable<T> items,
        int most,
        Func<T, CancellationToken, ValueTask> body,
        CancellationToken cancellationToken
    ) => Parallel.ForEachAsync(items, OptionsOf(most, cancellationToken), body);

    /// <inheritdoc cref="ForEachAsync{T}(IEnumerable{T}, int, Func{T, CancellationToken, ValueTask}, CancellationToken)"/>
    public static Task ForEachAsync<T>(
        IAsyncEnumerable<T> items,
        int most,
        Func<T, CancellationToken, ValueTask> body,
        CancellationToken cancellationToken
    ) => Parallel.ForEachAsync(items, OptionsOf(most, cancellationToken), body);

    /// <summary>By default it would be the thread pool, whoever schedules the caller.</summary>
    private static ParallelOptions OptionsOf(int most, CancellationToken cancellationToken) =>
        new()
        {
            MaxDegreeOfParallelism = most,
            TaskScheduler = TaskScheduler.Current,
            CancellationToken = cancellationToken,
        };
}
