using AiPromptGen.Host.Start;
using AiPromptGen.Host.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host.Durable;

/// <summary>
/// The durable extension as it runs in Azure, with its engine on Azure Storage, in a WebJobs host of its own: the Functions
/// host is one as well, and loads the same package.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly IHost jobs;

    private DurableEngine(IHost jobs) => this.jobs = jobs;

    public IServiceProvider Services => jobs.Services;

    /// <param name="caller">Whose durable functions are run, and who gets the clients' text.</param>
    /// <param name="settings">With host.json below <c>AzureFunctionsJobHost</c>.</param>
    /// <param name="instance">The name of this instance in the leases of the hub's partitions.</param>
    /// <param name="address">The app's.</param>
    /// <param name="configure">What a test replaces, such as the provider of the engine.</param>
    /// <returns>Null for an app without durable functions.</returns>
    public static async Task<DurableEngine?> StartAsync(
        FunctionCaller caller,
        IConfiguration settings,
        string instance,
        Uri address,
        Action<IServiceCollection>? configure,
        CancellationToken cancellationToken
    )
    {
        if (!caller.Functions.Any(f => f.Trigger.Is("orchestrationTrigger")))
        {
            caller.SetClientPayload(null);
            return null;
        }

        var host = new HostBuilder()
            .ConfigureAppConfiguration(configuration =>
                configuration
                    .AddConfiguration(settings)
                    .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", LocalConfiguration.HostJson)])
            )
            .ConfigureWebJobs(webJobs =>
            {
                webJobs.AddDurableTask();
                webJobs.UseHostId("local");
            })
            .ConfigureServices(services =>
            {
                services.AddSingleton(caller);
                services.AddSingleton<ITypeLocator>(new Types(DurableMethods.Make(caller.Functions)));
                services.AddSingleton<INameResolver>(new Names(settings, instance));
#pragma warning disable CS0618 // The extension takes it in no other form.
                services.AddSingleton<IWebHookProvider>(new Hooks(address));
#pragma warning restore CS0618
                services.AddSingleton<IHostLifetime, QuietLifetime>();
                services.AddLogging(logging => HostLogging.AddLevels(logging, settings));
                configure?.Invoke(services);
            })
            .Build();
        var engine = new DurableEngine(host);
        try
        {
            await host.StartAsync(cancellationToken);
            caller.SetClientPayload(await engine.TakeClientAsync(cancellationToken));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no new work and forgets what runs: it is repeated at the next start.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => jobs.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (jobs is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private async Task<string> TakeClientAsync(CancellationToken cancellationToken)
    {
        var taken = new TaskCompletionSource<string>();
        await Services
            .GetRequiredService<IJobHost>()
            .CallAsync(
                nameof(DurableClientJob.Take),
                new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(taken)] = taken },
                cancellationToken
            );
        return await taken.Task;
    }

    private sealed class Types(Type methods) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [methods, typeof(DurableClientJob)];
    }

    /// <summary>What the extension asks for of the environment.</summary>
    private sealed class Names(IConfiguration settings, string instance) : INameResolver
    {
        public string? Resolve(string name) =>
            name switch
            {
                // The protocol of workers in a process of their own.
                "FUNCTIONS_WORKER_RUNTIME" => "dotnet-isolated",
                // Together they name this instance. The same name at the next start takes its old leases back at once.
                "WEBSITE_CURRENT_STAMPNAME" => "local",
                "RoleInstanceId" => instance,
                // Some machines have them set; the extension would take the limits of a Consumption plan.
                "CONTAINER_NAME" => null,
                _ when name.StartsWith("WEBSITE_", StringComparison.Ordinal) => null,
                _ => settings[name],
            };
    }

#pragma warning disable CS0618
    private sealed class Hooks(Uri address) : IWebHookProvider
#pragma warning restore CS0618
    {
        /// <summary>Where the Functions host would serve the extension's own HTTP interface; this one does not.</summary>
        public Uri GetUrl(IExtensionConfigProvider extension) => new(address, "/runtime/webhooks/durabletask");
    }
}
