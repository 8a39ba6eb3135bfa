using AiPromptGen.Host.Start.Storage;
using AiPromptGen.Simulators;
using AiPromptGen.Simulators.PayPal;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>The app as it runs in its host.</summary>
internal interface IRunningApp : IAsyncDisposable
{
    /// <summary>With the port and the route prefix: "http://127.0.0.1:7071/api".</summary>
    Uri Address { get; }
}

/// <summary>What a host needs to know to start the app.</summary>
/// <param name="Configuration">All settings; <c>urls</c> has real ports, <c>AzureWebJobsStorage</c> leads somewhere.</param>
/// <param name="DataFolder">Where everything that outlives a run is kept.</param>
internal sealed record PreparedStart(ConfigurationManager Configuration, string DataFolder);

/// <summary>
/// One run on a developer's machine from its first moment to its last: reads the settings, starts what the app needs beside
/// it, starts the app, waits, and stops everything. A mistake is one line, never a stack trace.
/// </summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    private static readonly TimeSpan LongestInterruptedStart = TimeSpan.FromSeconds(1.5);

    private readonly ConfigurationManager configuration = new();
    private readonly Progress progress = new(Console.Error, TimeProvider.System);
    private readonly List<IAsyncDisposable> companions = [];
    private SettingSources? sources;

    private LocalProgram() { }

    /// <param name="folder">Of the app: its assembly, host.json and, outside the repository, local.settings.json.</param>
    /// <param name="startAsync">Starts the app in its host. It may throw whatever it likes.</param>
    /// <returns>The exit code of the process, which must end then: a start that was interrupted may still be at work.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        string folder,
        Func<PreparedStart, CancellationToken, Task<IRunningApp>> startAsync
    )
    {
        using var signals = new StopSignals();
        var program = new LocalProgram();
        var started = program.StartAsync(args, folder, startAsync, signals.Requested);
        try
        {
            await started.WaitAsync(signals.Requested);
            await program.ListenAsync(await started, signals.Requested);
            await program.DisposeAsync();
            return 0;
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            // Each step gives up when it is told to; whatever does not ends with the process, and then the emulator too.
            var stopped = Task.WhenAll(started, program.DisposeAsync().AsTask());
            await stopped.WaitAsync(LongestInterruptedStart).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return signals.ExitCode;
        }
        catch (Exception exception)
        {
            await program.TellAsync(exception);
            await program.DisposeAsync();
            return 1;
        }
    }

    /// <summary>The last that was started is the first to go.</summary>
    public async ValueTask DisposeAsync()
    {
        while (Take() is { } last)
        {
            await last.DisposeAsync();
        }
    }

    private async Task<IRunningApp> StartAsync(
        string[] args,
        string folder,
        Func<PreparedStart, CancellationToken, Task<IRunningApp>> startAsync,
        CancellationToken stopped
    )
    {
        await Task.Yield();
        sources = LocalConfiguration.AddSources(configuration, folder, args);
        foreach (var unknown in sources.Unknown())
        {
            await Console.Error.WriteLineAsync(unknown);
        }

        var address = ListenAddresses.Settle(configuration);
        var data = LocalConfiguration.DataFolder(configuration);
        // Where PayPal sends the browser back to; the website's public address would lose a person who tries this out.
        configuration["Billing:SiteAddress"] ??= address.AbsoluteUri;
        DevelopmentKey.AddTo(configuration);
        Keep(await LocalStorage.EnsureAsync(configuration, progress, stopped));
        Keep(await LocalSimulators.EnsureAsync(configuration, TimeProvider.System, stopped));
        Keep(await LocalPayPal.EnsureAsync(configuration, TimeProvider.System, stopped));
        stopped.ThrowIfCancellationRequested();
        var app = await progress.TellAsync("Starting the app", startAsync(new(configuration, data), stopped));
        Keep(app);
        stopped.ThrowIfCancellationRequested();
        return app;
    }

    private async Task ListenAsync(IRunningApp app, CancellationToken stopped)
    {
        if (Find<PayPalSimulator>() is { } payPal)
        {
            payPal.Webhooks.Url = LocalPayPal.WebhookUrl(app.Address);
        }

        await Console.Out.WriteLineAsync($"Listening on {app.Address}");
        var emulator = Find<Azurite>()?.Ended ?? Task.Delay(Timeout.Infinite, stopped);
        await Task.WhenAny(emulator, Task.Delay(Timeout.Infinite, stopped));
        if (!stopped.IsCancellationRequested)
        {
            throw new LocalHostException("The storage emulator has ended, and without it nothing works. Start again.");
        }
    }

    private async Task TellAsync(Exception exception)
    {
        var lines = sources is null ? [exception.Message] : sources.Explain(exception);
        if (lines.Count == 0)
        {
            var report = Path.Combine(LocalConfiguration.DataFolder(configuration), "start-failure.txt");
            await File.WriteAllTextAsync(report, exception.ToString());
            lines = [$"The program could not start ({exception.GetBaseException().GetType().Name}); see {report}."];
        }

        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }
    }

    private T? Find<T>()
    {
        lock (companions)
        {
            return companions.OfType<T>().FirstOrDefault();
        }
    }

    private void Keep(IAsyncDisposable? companion)
    {
        lock (companions)
        {
            if (companion is not null)
            {
                companions.Add(companion);
            }
        }
    }

    private IAsyncDisposable? Take()
    {
        lock (companions)
        {
            var last = companions.LastOrDefault();
            companions.Remove(last!);
            return last;
        }
    }
}
