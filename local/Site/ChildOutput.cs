namespace AiPromptGen.Site;

/// <summary>
/// Reads what a child process writes, in a thread of its own. On Unix .NET reads a child's pipe by waiting for it in a thread
/// of the pool, also in the asynchronous methods; with two cores the pool has two, and the app would hardly get one.
/// </summary>
public static class ChildOutput
{
    /// <returns>All of it, once the child and whoever has the pipe from it have closed it.</returns>
    public static Task<string> ReadAsync(StreamReader output) =>
        Task.Factory.StartNew(
            output.ReadToEnd,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
