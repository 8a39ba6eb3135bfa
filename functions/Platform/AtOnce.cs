namespace AiPromptGen.Platform;

/// <summary>
/// Works on many things, a few of them at the same time, on the task scheduler of the caller: the thread pool in the program,
/// one thread in the simulation of the tests.
/// </summary>
internal static class AtOnce
{
    public static Task ForEachAsync<T>(
        IEnumerable<T> items,
        int max,
        Func<T, CancellationToken, ValueTask> body,
        CancellationToken cancellationToken
    ) => Parallel.ForEachAsync(items, OptionsOf(max, cancellationToken), body);

    /// <inheritdoc cref="ForEachAsync{T}(IEnumerable{T}, int, Func{T, CancellationToken, ValueTask}, CancellationToken)"/>
    public static Task ForEachAsync<T>(
        IAsyncEnumerable<T> items,
        int max,
        Func<T, CancellationToken, ValueTask> body,
        CancellationToken cancellationToken
    ) => Parallel.ForEachAsync(items, OptionsOf(max, cancellationToken), body);

    /// <summary>
    /// The caller's scheduler has to be named, because <see cref="Parallel"/> otherwise uses the thread pool whatever the caller runs on.
    /// </summary>
    private static ParallelOptions OptionsOf(int max, CancellationToken cancellationToken) =>
        new()
        {
            MaxDegreeOfParallelism = max,
            TaskScheduler = TaskScheduler.Current,
            CancellationToken = cancellationToken,
        };
}
