using System.Text.Json;
using AiPromptGen.Host;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Tests.Support;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// The whole app in this process, on a free port and a task hub of its own: Microsoft's worker and durable extension, and either a hub
/// in memory, which follows the test's time and outlives the app, or Microsoft's engine on Azure Storage.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly LocalHost host;
    private readonly MemoryHubService? connection;

    private TestApp(LocalHost host, MemoryHubService? connection)
    {
        (this.host, this.connection) = (host, connection);
        var address = JsonElement.Parse(host.DurableClientPayload!).GetProperty("rpcBaseUrl").GetString();
        Durable = new GrpcDurableTaskClient("test", new() { Address = address }, NullLogger.Instance);
    }

    public Uri Address => host.Address;

    public IServiceProvider Services => host.Services;

    /// <summary>A client of the engine, as the app's functions have one.</summary>
    public DurableTaskClient Durable { get; }

    /// <summary>Starts an app with a task hub in memory.</summary>
    /// <param name="hub">The hub's name, of letters and digits. With the name of an earlier app's hub, the app goes on where that stopped.</param>
    /// <param name="configure">
    /// Changes services. A <see cref="Death"/>, a <see cref="StartGate"/>, a <see cref="WorkGate"/> or recorded logs are used by the engine too.
    /// </param>
    /// <param name="time">The clock of the app and of the hub.</param>
    /// <param name="settings">Settings in the form "Section:Name=value".</param>
    public static async Task<TestApp> StartAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        TimeProvider? time = null,
        params string[] settings
    )
    {
        MemoryHubService? made = null;
        var started = await StartAsync(
            hub,
            configure,
            time,
            [.. settings, MemoryHubFactory.Setting],
            (engine, app) =>
            {
                made = new(
                    MemoryHub.Named(hub, time),
                    Instance<Death>(app),
                    Instance<StartGate>(app),
                    Instance<WorkGate>(app)
                );
                engine.AddSingleton<IDurabilityProviderFactory>(new MemoryHubFactory(made));
            }
        );
        return new TestApp(started, made);
    }

    /// <summary>Starts an app with Microsoft's engine on the test storage. The engine uses the real time.</summary>
    /// <param name="time">The clock of the app only; the engine does not use it.</param>
    /// <param name="storage">Adds policies to the engine's requests to storage.</param>
    /// <param name="instance">The name of the instance. One that starts again under the same name goes on at once.</param>
    public static async Task<TestApp> StartOnAzureStorageAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        TimeProvider? time = null,
        EngineStorage? storage = null,
        string? instance = null,
        params string[] settings
    ) =>
        new(
            await StartAsync(
                hub,
                configure,
                time,
                storage is null ? settings : [.. settings, .. EngineStorage.Settings],
                (engine, _) => storage?.AddTo(engine),
                instance
            ),
            null
        );

    /// <summary>Runs a timer function now, as the host would.</summary>
    public Task RunTimerAsync(string function) => host.RunTimerAsync(function);

    /// <summary>Ends the app as a kill ends a process: what its engine had taken and not completed is left for the next one.</summary>
    public async Task KillAsync()
    {
        connection?.Kill();
        try
        {
            await DisposeAsync();
        }
        catch (Exception)
        {
            // How a dead process ended does not matter.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        await host.DisposeAsync();
    }

    /// <param name="engine">Changes the services of the engine, which come first, knowing those of the app.</param>
    private static Task<LocalHost> StartAsync(
        string hub,
        Action<IServiceCollection>? configure,
        TimeProvider? time,
        string[] settings,
        Action<IServiceCollection, IServiceCollection> engine,
        string? instance = null
    )
    {
        IServiceCollection app = null!;
        return LocalHost.StartAsync(
            new()
            {
                App = typeof(App).Assembly,
                Instance = instance,
                Settings =
                [
                    "--urls=http://127.0.0.1:0",
                    $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
                    $"--LOCAL_DATA={TestStorage.DataFolder}",
                    "--Simulators:Ai=false",
                    "--Simulators:PayPal=false",
                    // Tests wait by polling, some with a clock that stands still, so the limit must not apply.
                    "--AddressLimits:AccountReadsPerWindow=100000",
                    $"--AzureFunctionsJobHost:extensions:durableTask:hubName={hub}",
                    .. settings.Select(s => $"--{s}"),
                ],
                Build = services =>
                {
                    app = services;
                    if (time is not null)
                    {
                        services.AddSingleton(time);
                    }

                    configure?.Invoke(services);
                },
                Engine = services =>
                {
                    engine(services, app);
                    if (Instance<ILoggerProvider>(app) is { } logs)
                    {
                        services.AddSingleton(logs);
                    }
                },
            }
        );
    }

    private static T? Instance<T>(IServiceCollection services)
        where T : class =>
        services.LastOrDefault(s => s.ServiceType == typeof(T) && s.ImplementationInstance is T)?.ImplementationInstance
        as T;
}

/// <summary>The app that the HTTP suite talks to: AIPROMPTGEN_BASE_URL, or one in this process for all fixtures.</summary>
internal static class SharedApp
{
    private static readonly RecordedLogs Logs = new();
    private static readonly ExportedTelemetry Telemetry = new();

    private static readonly Lazy<Task<TestApp>> InProcess = new(() =>
        TestApp.StartAsync(
            "HttpSuite",
            services =>
            {
                Telemetry.AddTo(services);
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
                services.AddSingleton<ILoggerProvider>(Logs);
            },
            settings: ["AddressLimits:RequestsPerWindow=100000", "AddressLimits:PromptRequestsPerWindow=100000"]
        )
    );

    public static string? BaseUrl { get; } = Environment.GetEnvironmentVariable("AIPROMPTGEN_BASE_URL");

    public static async Task<Uri> AddressAsync() =>
        BaseUrl is { Length: > 0 } url ? new Uri(url.TrimEnd('/')) : (await InProcess.Value).Address;

    /// <summary>What the app has sent to logs and telemetry since the last call.</summary>
    public static IReadOnlyList<string> TakeTexts()
    {
        var texts = new List<string>(Telemetry.Texts());
        Telemetry.Spans.Clear();
        Telemetry.Points.Clear();
        while (Logs.Lines.TryDequeue(out var line))
        {
            texts.Add(line);
        }

        return texts;
    }

    public static async Task StopAsync()
    {
        if (InProcess.IsValueCreated)
        {
            await (await InProcess.Value).DisposeAsync();
        }
    }
}
