namespace AiPromptGen.Host.Start;

/// <summary>Tells the person at the keyboard what a start waits for. What is quick is not told.</summary>
internal sealed class Progress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public static Progress OnConsole { get; } = new(Console.Error, TimeProvider.System);

    /// <summary>Tells nobody; for tests.</summary>
    public static Progress None { get; } = new(TextWriter.Null, TimeProvider.System);

    /// <param name="what">"Starting the storage emulator": said after three seconds, and every three seconds again.</param>
    /// <param name="atOnce">It takes long anyhow, so it is said at its beginning as well.</param>
    public async Task TellAsync(string what, Task work, bool atOnce = false)
    {
        var started = time.GetTimestamp();
        if (atOnce)
        {
            await output.WriteLineAsync($"{what} …");
        }

        while (await Task.WhenAny(work, Task.Delay(Every, time)) != work)
        {
            await output.WriteLineAsync($"{what} … {time.GetElapsedTime(started).TotalSeconds:0} s");
        }

        await work;
    }

    public async Task<T> TellAsync<T>(string what, Task<T> work, bool atOnce = false)
    {
        await TellAsync(what, (Task)work, atOnce);
        return await work;
    }
}
