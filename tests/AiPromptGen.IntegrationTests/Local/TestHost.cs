using AiPromptGen.Tests.Support;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.Local;

/// <summary>A running local host on a free port with the functions of the types given.</summary>
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

    public IServiceProvider Services => host.Services;

    public static FunctionsApplicationBuilder CreateBuilder(Type[] functions, params string[] settings) =>
        FunctionsApplication.CreateBuilder(
            [
                "--urls=http://127.0.0.1:0",
                "--AzureWebJobsStorage=unused",
                "--Accounts:DevelopmentKeyPem=unused",
                "--Simulators:Ai=false",
                "--Simulators:PayPal=false",
                .. settings,
            ],
            typeof(TestHost).Assembly,
            functions.Contains
        );

    public static async Task<TestHost> StartAsync(
        Type functions,
        Action<FunctionsApplicationBuilder>? configure = null,
        params string[] settings
    )
    {
        var builder = CreateBuilder([functions], settings);
        var logs = new RecordedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.ConfigureFunctionsWebApplication();
        configure?.Invoke(builder);
        var started = (LocalHost)builder.Build();
        await started.StartAsync(CancellationToken.None);
        return new(started, logs);
    }

    public async Task StopAsync() => await host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
    }
}
