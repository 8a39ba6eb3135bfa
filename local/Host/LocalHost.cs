using System.Reflection;
using AiPromptGen.Host.Durable;
using AiPromptGen.Host.Http;
using AiPromptGen.Host.Start;
using AiPromptGen.Host.Timers;
using AiPromptGen.Host.Worker;
using AiPromptGen.Host.Worker.Messages;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host;

/// <summary>
/// Runs a Functions app without the Functions host, in one process: the app's own <c>Main</c> with the official worker, the
/// host's end of the worker's protocol, the official durable extension with its engine, routes and timers.
/// </summary>
internal sealed class LocalHost : IAsyncDisposable
{
    /// <summary>How long running functions may take to end once the host stops.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly LocalHostOptions options;
    private readonly Preparation prepared;
    private readonly HttpFront front;
    private WorkerServer? server;
    private AppRun? app;
    private DurableEngine? engine;
    private TimerTriggers? timers;
    private FunctionCaller? caller;

    private LocalHost(LocalHostOptions options, Preparation prepared)
    {
        (this.options, this.prepared) = (options, prepared);
        front = new(prepared.RoutePrefix, prepared.UseBeforeFunctions);
    }

    /// <summary>The app's own services.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>What a client of the durable engine is made from: JSON, with the engine's address as "rpcBaseUrl".</summary>
    public string? DurableClientPayload => caller!.ClientPayload.Result;

    /// <summary>The address it listens on, with the real port and the route prefix.</summary>
    public Uri Address
    {
        get
        {
            var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new($"{addresses.Addresses.First()}/{prepared.RoutePrefix}");
        }
    }

    /// <summary>Ends when the app does, which is when the host is stopped; fails as the app does, or without its storage.</summary>
    public Task EndAsync() => Task.WhenAny(app!.Ended, prepared.FailWithStorageAsync()).Unwrap();

    /// <returns>Once requests are answered.</returns>
    public static async Task<LocalHost> StartAsync(
        LocalHostOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var host = new LocalHost(options, await Preparation.MakeAsync(options, cancellationToken));
        try
        {
            var starting = host.StartAsync(cancellationToken);
            var either = Task.WhenAny(starting, host.prepared.FailWithStorageAsync()).Unwrap();
            await host.prepared.Progress.TellAsync("Starting the app", either);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a function with a timer trigger now.</summary>
    /// <exception cref="FunctionFailedException">It has thrown.</exception>
    public Task RunTimerAsync(string function) => RunTimerAsync(caller!.Find(function), CancellationToken.None);

    /// <summary>
    /// Stops what starts work first and what work needs last: timers, the engine, the app with the requests that run, the
    /// worker's stream, and what was started beside.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        front.Close();
        IAsyncDisposable?[] parts = [timers, engine, app, server, prepared];
        foreach (var part in parts.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        // The worker asks the environment and the process for these two (GrpcFunctionDefinition.cs, and the start-up code
        // that the worker's SDK generates into the app).
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", prepared.Folder);
        Assembly.SetEntryAssembly(options.App);
        server = await WorkerServer.StartAsync(prepared.Folder, cancellationToken);
        app = await AppRun.StartAsync(options.App, ArgumentsOfApp(server.Address), Configure, cancellationToken);
        caller = new(server.Channel, await server.Channel.Functions.WaitAsync(cancellationToken));
        // Before the engine, which takes a second: only functions that need it wait for it.
        prepared.Tell(Address);
        front.Open(caller);
        engine = await DurableEngine.StartAsync(caller, prepared, Address, options.Engine, cancellationToken);
        timers = new(
            caller.Functions,
            RunTimerAsync,
            Services.GetService<TimeProvider>() ?? TimeProvider.System,
            Services.GetRequiredService<ILoggerFactory>().CreateLogger("Host.Timers")
        );
        timers.Start();
        await prepared.PicturesAllowed;
    }

    private async Task RunTimerAsync(FunctionEntry function, CancellationToken cancellationToken)
    {
        // What the worker makes its TimerInfo from. The Functions host says more where it keeps the times of earlier runs in
        // storage, to catch up on missed ones; the app's sweeps do not need that.
        var info = new TypedData { Json = """{"Schedule":{},"ScheduleStatus":null,"IsPastDue":false}""" };
        await caller!.CallAsync(function, Guid.NewGuid().ToString(), info, [], cancellationToken);
    }

    private string[] ArgumentsOfApp(string hostAddress) =>
        [
            .. prepared.SettingsOfApp(),
            $"--Functions:Worker:HostEndpoint={hostAddress}",
            $"--Functions:Worker:WorkerId={Guid.NewGuid()}",
            $"--Functions:Worker:RequestId={Guid.NewGuid()}",
            // Without this setting the worker allows messages of 0 bytes only.
            $"--Functions:Worker:GrpcMaxMessageLength={int.MaxValue}",
            // Files of settings are read once: watching them costs a handle of the system for each host.
            "--hostBuilder:reloadConfigOnChange=false",
        ];

    private void Configure(IHostBuilder builder) =>
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<IStartupFilter>(front);
            services.AddSingleton<IHostLifetime, QuietLifetime>();
            services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
            services.Configure<KestrelServerOptions>(prepared.Listen);
            prepared.AddServices(services);
            // Kestrel warns that Listen overrides the address that the worker has chosen, which is intended here.
            services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error));
            if (options.IsForPerson)
            {
                services.AddLogging(logging => HostLogging.AddConsole(logging, prepared.Configuration));
            }

            options.Build?.Invoke(services);
        });
}
