using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>
/// One run on a developer's machine from its first moment to its last. A mistake is one line, never a stack trace, and a
/// request to stop is followed at every moment, also while it starts.
/// </summary>
internal static class LocalProgram
{
    /// <summary>
    /// What does not give up by then ends with the process. Nothing is lost by that: the app has not answered anybody, and the
    /// storage emulator saves and ends by itself when this process is gone.
    /// </summary>
    private static readonly TimeSpan LongestInterruption = TimeSpan.FromSeconds(1);

    /// <param name="args">The app's assembly, then settings.</param>
    private static async Task Main(string[] args)
    {
        var app = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(args[0]));
        // A start that was interrupted may still be at work.
        Environment.Exit(await RunAsync(app, args[1..]));
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> RunAsync(Assembly app, string[] settings)
    {
        using var signals = new StopSignals();
        var configuration = new ConfigurationManager();
        var sources = new SettingSources(app, configuration);
        try
        {
            // The second reading, of the host itself, meets no mistake in the files.
            LocalConfiguration.AddSources(configuration, Path.GetDirectoryName(app.Location)!, settings);
            foreach (var unknown in sources.Unknown())
            {
                await Console.Error.WriteLineAsync(unknown);
            }

            _ = signals.StopAfterAsync(Launcher.EndedAsync(configuration));
            var starting = StartAsync(app, settings, signals.Requested);
            await Task.WhenAny(starting, signals.WhenRequested);
            if (signals.Requested.IsCancellationRequested)
            {
                await GiveUpAsync(starting)
                    .WaitAsync(LongestInterruption)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return signals.ExitCode;
            }

            await using var host = await starting;
            await Console.Out.WriteLineAsync($"Listening on {host.Address}");
            await await Task.WhenAny(signals.WhenRequested, host.EndAsync());
            return 0;
        }
        catch (Exception exception)
        {
            await TellAsync(exception, sources, configuration);
            return 1;
        }
    }

    private static async Task<LocalHost> StartAsync(Assembly app, string[] settings, CancellationToken stopped)
    {
        // Not in the thread that waits for a signal: building the app takes a second, and nothing awaits in it.
        await Task.Yield();
        return await LocalHost.StartAsync(
            new()
            {
                App = app,
                Settings = settings,
                IsForPerson = true,
            },
            stopped
        );
    }

    private static async Task GiveUpAsync(Task<LocalHost> starting)
    {
        await using var host = await starting;
    }

    private static async Task TellAsync(Exception exception, SettingSources sources, IConfiguration configuration)
    {
        var lines = sources.Explain(exception);
        if (lines.Count == 0)
        {
            lines =
            [
                $"The program could not start ({exception.GetBaseException().GetType().Name}); "
                    + $"see {Report(exception, configuration)}.",
            ];
        }

        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }
    }

    /// <returns>Where the whole of it is written.</returns>
    private static string Report(Exception exception, IConfiguration configuration)
    {
        try
        {
            var report = Path.Combine(LocalConfiguration.DataFolder(configuration), "start-failure.txt");
            File.WriteAllText(report, exception.ToString());
            return report;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or LocalHostException)
        {
            var report = Path.GetTempFileName();
            File.WriteAllText(report, exception.ToString());
            return report;
        }
    }
}
