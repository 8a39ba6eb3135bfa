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
    private readonly TaskCompletionSource<IHost> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task main = Task.CompletedTask;

    private AppRun(Action<IHostBuilder> configure) => this.configure = configure;

    public IServiceProvider Services => built.Task.Result.Services;

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
        var first = await Task.WhenAny(run.built.Task, run.main).WaitAsync(cancellationToken);
        await first;
        if (!run.built.Task.IsCompleted)
        {
            throw new InvalidOperationException($"{app.GetName().Name} has ended without building a host.");
        }

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = run.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await await Task.WhenAny(started.Task, run.main).WaitAsync(cancellationToken);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        if (!main.IsCompleted)
        {
            Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
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
        if (Current.Value != this || built.Task.IsCompleted)
        {
            return;
        }

        switch (told)
        {
            case ("HostBuilding", IHostBuilder builder):
                configure(builder);
                break;
            case ("HostBuilt", IHost host):
                built.TrySetResult(host);
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
