using AiPromptGen.Host;
using AiPromptGen.HostFixture;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>The local host on a free port with the app of tests/HostFixture.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly LocalHost host;

    private TestHost(LocalHost host, RecordedLogs logs)
    {
        this.host = host;
        Logs = logs;
        Client = new() { BaseAddress = new($"{host.Address}/") };
    }

    public HttpClient Client { get; }

    public RecordedLogs Logs { get; }

    public static async Task<TestHost> StartAsync(Gate gate, params string[] settings)
    {
        var logs = new RecordedLogs();
        var started = await LocalHost.StartAsync(
            new()
            {
                App = typeof(HttpFixtureFunctions).Assembly,
                Settings =
                [
                    "--urls=http://127.0.0.1:0",
                    $"--AzureWebJobsStorage={TestStorage.ConnectionString}",
                    "--Accounts:DevelopmentKeyPem=unused",
                    "--Simulators:Ai=false",
                    "--Simulators:PayPal=false",
                    .. settings,
                ],
                Build = services => services.AddSingleton(gate).AddSingleton<ILoggerProvider>(logs),
            }
        );
        return new(started, logs);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
    }
}
