using System.Text.Json;
using AiPromptGen.Host;
using AiPromptGen.IntegrationTests.Local;
using AiPromptGen.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>The whole app in this process, on a free port and a task hub of its own.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly LocalHost host;

    private TestApp(LocalHost host)
    {
        this.host = host;
        var address = JsonElement.Parse(host.DurableClientPayload!).GetProperty("rpcBaseUrl").GetString();
        Durable = new GrpcDurableTaskClient("test", new() { Address = address }, NullLogger.Instance);
    }

    public Uri Address => host.Address;

    public IServiceProvider Services => host.Services;

    /// <summary>A client of the engine, as the app's functions have one.</summary>
    public DurableTaskClient Durable { get; }

    /// <param name="hub">Letters and digits; the same name goes on where an earlier app stopped.</param>
    /// <param name="settings">"Section:Name=value".</param>
    public static async Task<TestApp> StartAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        TimeProvider? time = null,
        params string[] settings
    ) =>
        new(
            await LocalHost.StartAsync(
                new()
                {
                    App = typeof(App).Assembly,
                    Settings =
                    [
                        "--urls=http://127.0.0.1:0",
                        $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
                        $"--LOCAL_DATA={TestStorage.DataFolder}",
                        "--Simulators:Ai=false",
                        "--Simulators:PayPal=false",
                        $"--AzureFunctionsJobHost:extensions:durableTask:hubName={hub}",
                        .. settings.Select(s => $"--{s}"),
                    ],
                    Build = services =>
                    {
                        if (time is not null)
                        {
                            services.AddSingleton(time);
                        }

                        configure?.Invoke(services);
                    },
                }
            )
        );

    /// <summary>Runs a timer function now, as the host would.</summary>
    public Task RunTimerAsync(string function) => host.RunTimerAsync(function);

    /// <summary>Ends the engine at once, as a killed process would leave it.</summary>
    public async Task KillAsync()
    {
        try
        {
            await DisposeAsync();
        }
        catch (Exception)
        {
            // A dead process has nothing to say about how it died.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        await host.DisposeAsync();
    }
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
            settings: "AddressLimits:RequestsPerWindow=100000"
        )
    );

    public static string? BaseUrl { get; } = Environment.GetEnvironmentVariable("AIPROMPTGEN_BASE_URL");

    public static async Task<Uri> AddressAsync() =>
        BaseUrl is { Length: > 0 } url ? new Uri(url.TrimEnd('/')) : (await InProcess.Value).Address;

    /// <summary>What left the app for logs and telemetry since the last call.</summary>
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
