using AiPromptGen.IntegrationTests.Support.Hub;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>
/// Lets instances of the app die, one after the other, on a storage and a task hub of their own. One more instance survives: it takes no
/// work while another is to die, and then goes on with what that one left, which it has not seen before.
/// </summary>
internal sealed class DeathScene : IAsyncDisposable
{
    private readonly TestAzurite storage;
    private readonly string hub;
    private readonly string[] settings;
    private readonly WorkGate work = new() { Closed = true };

    private DeathScene(TestAzurite storage, string hub, string[] settings) =>
        (this.storage, this.hub, this.settings) = (storage, hub, settings);

    /// <summary>The clock of all instances and of the hub.</summary>
    public ShiftedTime Time { get; } = new();

    public TestApp Survivor { get; private set; } = null!;

    public static async Task<DeathScene> OpenAsync(
        string hub,
        Action<IServiceCollection>? configure = null,
        params string[] settings
    )
    {
        var emulator = await TestAzurite.StartAsync(CancellationToken.None);
        // All people come from one address.
        string[] all =
        [
            .. settings,
            $"AzureWebJobsStorage={emulator.ConnectionString}",
            "AddressLimits:RequestsPerWindow=100000",
            "AddressLimits:PromptRequestsPerWindow=100000",
        ];
        var scene = new DeathScene(emulator, hub, all);
        scene.Survivor = await scene.StartAsync(services =>
        {
            configure?.Invoke(services);
            services.AddSingleton(scene.work);
        });
        return scene;
    }

    /// <summary>A new instance, which will do all the work.</summary>
    public Task<TestApp> StartAsync(Action<IServiceCollection> configure) =>
        TestApp.StartAsync(hub, configure, Time, settings);

    /// <summary>Ends the instance as a killed one ends; the survivor takes over.</summary>
    public async Task KillAsync(TestApp app)
    {
        work.Closed = false;
        await app.KillAsync();
        // Makes what the dead instance left older than anything that is under way.
        Time.Advance(TimeSpan.FromSeconds(5));
    }

    /// <summary>Once nothing is left to do, the next one may come.</summary>
    public async Task RestAsync()
    {
        var running = new OrchestrationQuery(
            Statuses:
            [
                OrchestrationRuntimeStatus.Running,
                OrchestrationRuntimeStatus.Pending,
                OrchestrationRuntimeStatus.Suspended,
            ]
        );
        await Clock.UntilAsync(async () => !await Survivor.Durable.GetAllInstancesAsync(running).AnyAsync());
        work.Closed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Survivor.DisposeAsync();
        await storage.DisposeAsync();
    }
}
