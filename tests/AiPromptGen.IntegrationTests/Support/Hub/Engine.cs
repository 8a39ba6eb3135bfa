using System.Collections.Concurrent;
using System.Diagnostics;
using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.Query;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>A worker and a client of Microsoft's task framework on a hub in memory, or on Microsoft's engine on Azure Storage.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private readonly IOrchestrationService service;
    private readonly TaskHubWorker worker;

    private Engine(IOrchestrationService service)
    {
        this.service = service;
        Client = new TaskHubClient((IOrchestrationServiceClient)service);
        var fail = new Flows.Fail();
        worker = new TaskHubWorker(service) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        worker.AddTaskOrchestrations(Flows.Orchestrations);
        worker.AddTaskActivities(new Flows.Append(RunAsync), fail);
    }

    public TaskHubClient Client { get; }

    /// <summary>What its activities were asked for, in the order in which they ran.</summary>
    public ConcurrentQueue<string> Ran { get; } = new();

    /// <summary>How long each activity takes, in milliseconds of the machine's clock.</summary>
    public int ActivityMilliseconds { get; set; }

    public IOrchestrationServiceQueryClient Queries => (IOrchestrationServiceQueryClient)service;

    public IOrchestrationServicePurgeClient Purges => (IOrchestrationServicePurgeClient)service;

    public static Task<Engine> InMemoryAsync(MemoryHub hub, Death? death = null) =>
        StartAsync(new MemoryHubService(hub, death));

    public static Task<Engine> OnAzureStorageAsync(string hub) =>
        StartAsync(
            new AzureStorageOrchestrationService(
                new AzureStorageOrchestrationServiceSettings
                {
                    StorageAccountClientProvider = new StorageAccountClientProvider(TestStorage.ConnectionString),
                    TaskHubName = hub,
                    PartitionCount = 1,
                    MaxQueuePollingInterval = TimeSpan.FromMilliseconds(100),
                    ThrowExceptionOnInvalidDedupeStatus = true,
                }
            )
        );

    public Task<OrchestrationInstance> StartAsync<T>(object input, string id, params OrchestrationStatus[] refused) =>
        Client.CreateOrchestrationInstanceAsync(typeof(T), id, input, refused);

    public async Task<OrchestrationState> EndAsync(string id)
    {
        // Microsoft's engine looks only every two seconds whether an orchestration that is waited for has ended.
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < LongestRun && !await HasEndedAsync(id); )
        {
            await Task.Delay(20);
        }

        return await Client.WaitForOrchestrationAsync(
            new OrchestrationInstance { InstanceId = id },
            LongestRun,
            CancellationToken.None
        );
    }

    public async Task<OrchestrationState> RunAsync<T>(object input, string id)
    {
        await StartAsync<T>(input, id);
        return await EndAsync(id);
    }

    public Task TellAsync(string id, string word) =>
        Client.RaiseEventAsync(new OrchestrationInstance { InstanceId = id }, "Word", word);

    public async Task<OrchestrationState?> FindAsync(string id) => await Client.GetOrchestrationStateAsync(id);

    public Task StatusAsync(string id, OrchestrationStatus status) =>
        Clock.UntilAsync(async () => (await FindAsync(id))?.OrchestrationStatus == status);

    /// <summary>As a process that dies.</summary>
    public void Kill() => ((MemoryHubService)service).Kill();

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(isForced: true);
        worker.Dispose();
    }

    private async Task<bool> HasEndedAsync(string id) =>
        service is MemoryHubService
        || await FindAsync(id) is { } state && HubInstance.IsFinal(state.OrchestrationStatus);

    private Task RunAsync(string input)
    {
        Ran.Enqueue(input);
        return Task.Delay(ActivityMilliseconds);
    }

    private static async Task<Engine> StartAsync(IOrchestrationService service)
    {
        await service.CreateIfNotExistsAsync();
        var engine = new Engine(service);
        await engine.worker.StartAsync();
        return engine;
    }
}
