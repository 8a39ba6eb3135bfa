using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Host;

/// <summary>
/// Runs the <c>Main</c> of an app in this process, unchanged. Its host is got hold of as ASP.NET Core's WebApplicationFactory
/// does it: .NET's hosting tells a diagnostic listener when a host is about to be built and when it is.
/// </summary>
internal sealed class AppRun : IAsyncDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<AppRun?> Current = new();

    private readonly Action<IHostBuilder> configure;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHost? host;
    private IHostApplicationLifetime? lifetime;
    private volatile bool stopping;

    private AppRun(Action<IHostBuilder> configure) => this.configure = configure;

    public IServiceProvider Services => host!.Services;

    /// <summary>Ends with the app; fails as it does.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="configure">Called with the app's builder after the app itself is done with it.</param>
    /// <returns>Once the app has started.</returns>
    public static async Task<AppRun> StartAsync(
        Assembly app,
        string[] args,
        Action<IHostBuilder> configure,
        CancellationToken cancellationToken
    )
    {
        var run = new AppRun(configure);
        using var listening = DiagnosticListener.AllListeners.Subscribe(run);
        run.Ended = Task.Factory.StartNew(
            () => run.RunMain(app, args),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            await await Task.WhenAny(run.started.Task, run.Ended).WaitAsync(cancellationToken);
            return run.started.Task.IsCompleted
                ? run
                : throw new InvalidOperationException($"{app.GetName().Name} has ended before it started.");
        }
        catch
        {
            // What it works with must not go before it has ended.
            await run.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        stopping = true;
        if (!Ended.IsCompleted)
        {
            lifetime?.StopApplication();
        }

        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (Current.Value == this && value.Name is "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this || host is not null)
        {
            return;
        }

        switch (value)
        {
            case ("HostBuilding", IHostBuilder builder):
                configure(builder);
                break;
            // In the app's own thread, before it does anything with its host: one that refuses its settings is gone at once.
            case ("HostBuilt", IHost built):
                host = built;
                lifetime = built.Services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => started.TrySetResult());
                if (stopping)
                {
                    lifetime.StopApplication();
                }

                break;
        }
    }

    public void OnError(Exception error) { }

    public void OnCompleted() { }

    private void RunMain(Assembly app, string[] args)
    {
        // Other hosts that are built at the same time in this process are not this app's.
        Current.Value = this;
        var entry = app.EntryPoint ?? throw new InvalidOperationException($"{app.GetName().Name} has no Main.");
        object[]? parameters = entry.GetParameters().Length == 0 ? null : [args];
        // An exception as it is, not as one of reflection.
        var result = entry.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, parameters, culture: null);
        (result as Task)?.GetAwaiter().GetResult();
    }
}
