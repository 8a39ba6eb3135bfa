using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.IntegrationTests.Support.Hub;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.IntegrationTests.TwoHosts;

/// <summary>
/// Two instances of the app on one storage, each with its own memory. Either both use one task hub and share its work, or each
/// has a hub of its own, and what both are asked to run runs twice, at the same time.
/// </summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly RecordedLogs heard;

    private Hosts(RecordedLogs heard) => this.heard = heard;

    public required TestApp First { get; init; }
    public required TestApp Second { get; init; }

    /// <summary>What an operator would be called for.</summary>
    public IEnumerable<string> Faults =>
        heard.Lines.Where(line =>
            line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)
            || line.StartsWith(nameof(LogLevel.Critical), StringComparison.Ordinal)
        );

    /// <param name="firstWorksAlone">What the second accepts, the first does.</param>
    public static async Task<Hosts> StartAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        TimeProvider? time = null,
        bool oneHub = true,
        bool firstWorksAlone = false,
        params string[] settings
    )
    {
        var logs = new RecordedLogs();
        var first = await TestApp.StartAsync(hub, Configured, time, settings);
        var second = await TestApp.StartAsync(
            oneHub ? hub : $"{hub}Second",
            services =>
            {
                Configured(services);
                services.AddSingleton(new WorkGate { Closed = firstWorksAlone });
            },
            time,
            settings
        );
        return new Hosts(logs) { First = first, Second = second };

        void Configured(IServiceCollection services)
        {
            configure?.Invoke(services);
            services.AddSingleton<ILoggerProvider>(logs);
        }
    }

    /// <summary>As a fail-over makes it: the old instance has not stopped when the new one begins.</summary>
    public Task RunTimerOnBothAsync(string function) =>
        Task.WhenAll(First.RunTimerAsync(function), Second.RunTimerAsync(function));

    /// <summary>The same person at both.</summary>
    public async Task<(ApiClient First, ApiClient Second)> PersonAsync()
    {
        var first = await ApiClient.NewAsync(First.Address);
        var second = new ApiClient(Second.Address);
        await second.SignInAsync(first.Email);
        return (first, second);
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
