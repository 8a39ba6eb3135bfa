using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.IntegrationTests.Local.Durable;

/// <summary>One engine on the test storage, with the durable fixture functions and a clock that stands still.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private static readonly Type[] Fixtures =
    [
        typeof(StepsOrchestrator),
        typeof(WaitingOrchestrator),
        typeof(FamilyOrchestrator),
        typeof(DeviatingFunctions),
        typeof(FixtureActivities),
    ];

    private readonly ServiceProvider services;

    public TestHub(
        Probe? probe = null,
        string? name = null,
        StorageTransport? transport = null,
        FakeTimeProvider? time = null,
        int maxConcurrentActivities = 20
    )
    {
        Probe = probe ?? new();
        Name = name ?? NewName();
        Storage = transport ?? new();
        Time = time ?? new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var options = new TableClientOptions { Transport = Storage };
        options.Retry.MaxRetries = 0;
        Table = new(TestStorage.ConnectionString, Name, options);
        services = new ServiceCollection()
            .AddLogging(l => l.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug))
            .AddSingleton(Probe)
            .AddSingleton(new FunctionCatalog(typeof(TestHub).Assembly, Fixtures.Contains))
            .AddSingleton<FunctionInvoker>()
            .AddSingleton<IParameterBinder, ContextBinder>()
            .AddSingleton<IParameterBinder, DurableBinder>()
            .AddSingleton<Functions>()
            .BuildServiceProvider();
        Hub = new(
            new(Table),
            services.GetRequiredService<Functions>(),
            Time,
            services.GetRequiredService<ILoggerFactory>(),
            maxConcurrentActivities
        );
        Client = new LocalDurableTaskClient(Hub);
    }

    public Probe Probe { get; }

    public string Name { get; }

    public StorageTransport Storage { get; }

    public FakeTimeProvider Time { get; }

    public RecordedLogs Logs { get; } = new();

    public TableClient Table { get; }

    public TaskHub Hub { get; }

    public DurableTaskClient Client { get; }

    public static string NewName() => $"T{Guid.NewGuid():N}";

    public static async Task<TestHub> StartAsync(Probe? probe = null)
    {
        var hub = new TestHub(probe);
        await hub.StartAsync();
        return hub;
    }

    /// <summary>Another engine on the same storage and clock, as after a restart.</summary>
    public async Task<TestHub> RestartAsync()
    {
        await Hub.AbortAsync();
        var next = new TestHub(Probe, Name, time: Time);
        await next.StartAsync();
        return next;
    }

    public async Task StartAsync()
    {
        await Hub.StartAsync(CancellationToken.None);
        await Hub.ReadyAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await EndAsync(await ScheduleAsync(name, input, id));

    public async Task<OrchestrationMetadata> EndAsync(string id) =>
        await Client
            .WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)
            .WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);

    /// <summary>Waits until nothing runs, then moves the clock.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await QuietAsync();
        Time.Advance(by);
        await QuietAsync();
    }

    public Task QuietAsync() => Hub.QuietAsync().WaitAsync(TimeSpan.FromSeconds(10));

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.That(i, Is.LessThan(5000), "it never came true");
            await Task.Delay(1);
        }
    }

    /// <summary>Moves the clock in steps until the task has ended.</summary>
    public async Task PassAsync(Task task, TimeSpan step)
    {
        for (var i = 0; !task.IsCompleted && i < 5000; i++)
        {
            if (await Task.WhenAny(task, Task.Delay(1)) != task)
            {
                Time.Advance(step);
            }
        }

        await task.WaitAsync(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.AbortAsync();
        Hub.Dispose();
        await services.DisposeAsync();
    }
}
