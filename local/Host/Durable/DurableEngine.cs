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

    /// <param name="caller">Runs the app's durable functions, and is given what durable clients are made from.</param>
    /// <param name="address">The address of the app.</param>
    /// <param name="configure">Replaces services in a test, such as the provider of the engine.</param>
    /// <returns>Null for an app without durable functions.</returns>
    public static async Task<DurableEngine?> StartAsync(
        FunctionCaller caller,
        Preparation prepared,
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

        var settings = prepared.Configuration;
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
                var own = new Jobs(caller);
                services.AddSingleton<ITypeLocator>(own);
                services.AddSingleton<IJobActivator>(own);
                var surroundings = new Surroundings(settings, prepared.Instance, address);
                services.AddSingleton<INameResolver>(surroundings);
#pragma warning disable CS0618
                services.AddSingleton<IWebHookProvider>(surroundings);
#pragma warning restore CS0618
                services.AddSingleton<IHostLifetime, QuietLifetime>();
                var level = settings.GetValue(HostLogging.Level, LogLevel.Information);
                services.AddLogging(logging => logging.SetMinimumLevel(level));
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
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LocalHost.Patience);
        await jobs.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((IAsyncDisposable)jobs).DisposeAsync();
    }

    private async Task<string> TakeClientAsync(CancellationToken cancellationToken)
    {
        var taken = new TaskCompletionSource<string>();
        await jobs
            .Services.GetRequiredService<IJobHost>()
            .CallAsync(
                nameof(DurableClientJob.Take),
                new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(taken)] = taken },
                cancellationToken
            );
        return await taken.Task;
    }

    private sealed class Jobs(FunctionCaller caller) : ITypeLocator, IJobActivator
    {
        private readonly Type[] types = [DurableMethods.Make(caller.Functions), typeof(DurableClientJob)];

        public IReadOnlyList<Type> GetTypes() => types;

        public T CreateInstance<T>()
        {
            var job = Activator.CreateInstance<T>();
            ((DurableJobs)(object)job!).Caller = caller;
            return job;
        }
    }

    /// <summary>What the extension asks for of the environment.</summary>
#pragma warning disable CS0618 // IWebHookProvider: the extension takes it in no other form.
    private sealed class Surroundings(IConfiguration settings, string instance, Uri address)
        : INameResolver,
            IWebHookProvider
#pragma warning restore CS0618
    {
        public string? Resolve(string name) =>
            name switch
            {
                // The protocol of workers in a process of their own.
                "FUNCTIONS_WORKER_RUNTIME" => "dotnet-isolated",
                // Together they name this instance. The same name at the next start takes its old leases back at once.
                "WEBSITE_CURRENT_STAMPNAME" => "local",
                "RoleInstanceId" => instance,
                // Hidden, because with these variables, which some machines set, the extension would use the limits of a Consumption plan.
                "CONTAINER_NAME" => null,
                _ when name.StartsWith("WEBSITE_", StringComparison.Ordinal) => null,
                _ => settings[name],
            };

        /// <summary>Where the Functions host would serve the extension's own HTTP interface; this one does not.</summary>
        public Uri GetUrl(IExtensionConfigProvider extension) => new(address, "/runtime/webhooks/durabletask");
    }
}
