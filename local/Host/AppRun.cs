using System.Diagnostics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Host;

/// <summary>
/// Runs the <c>Main</c> of an app in this process, unchanged. Its host is got hold of as ASP.NET Core's WebApplicationFactory
/// does it: .NET's hosting tells a diagnostic listener when a host is about to be built and when it is.
/// </summary>
internal sealed class AppRun : IAsyncDisposable
{
    private static readonly AsyncLocal<AppRun?> Current = new();

    private readonly Action<IHostBuilder> configure;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task main = Task.CompletedTask;
    private IHost? host;
    private IHostApplicationLifetime? lifetime;
    private volatile bool stopping;

    private AppRun(Action<IHostBuilder> configure) => this.configure = configure;

    public IServiceProvider Services => host!.Services;

    /// <summary>Ends with the app; fails as it does.</summary>
    public Task Ended => main;

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
        using var listening = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(run.Listen));
        run.main = Task.Factory.StartNew(
            () => run.RunMain(app, args),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            await await Task.WhenAny(run.started.Task, run.main).WaitAsync(cancellationToken);
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
        if (!main.IsCompleted)
        {
            lifetime?.StopApplication();
        }

        await main.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void RunMain(Assembly app, string[] args)
    {
        // Other hosts that are built at the same time in this process are not this app's.
        Current.Value = this;
        var entry = app.EntryPoint ?? throw new InvalidOperationException($"{app.GetName().Name} has no Main.");
        try
        {
            var result = entry.Invoke(null, entry.GetParameters().Length == 0 ? null : [args]);
            (result as Task)?.GetAwaiter().GetResult();
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
        }
    }

    private void Listen(DiagnosticListener listener)
    {
        if (Current.Value == this && listener.Name is "Microsoft.Extensions.Hosting")
        {
            listener.Subscribe(new Observer<KeyValuePair<string, object?>>(Hear));
        }
    }

    private void Hear(KeyValuePair<string, object?> told)
    {
        if (Current.Value != this || host is not null)
        {
            return;
        }

        switch (told)
        {
            case ("HostBuilding", IHostBuilder builder):
                configure(builder);
                break;
            // In the app's own thread, before it does anything with its host: one that refuses its settings is gone at once.
            case ("HostBuilt", IHost own):
                host = own;
                lifetime = own.Services.GetRequiredService<IHostApplicationLifetime>();
                lifetime.ApplicationStarted.Register(() => started.TrySetResult());
                if (stopping)
                {
                    lifetime.StopApplication();
                }

                break;
        }
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnError(Exception error) { }

        public void OnCompleted() { }
    }
}
