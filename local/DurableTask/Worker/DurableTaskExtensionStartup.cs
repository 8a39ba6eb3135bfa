using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

[assembly: WorkerExtensionStartup(typeof(DurableTaskExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

public sealed class DurableTaskExtensionStartup : WorkerExtensionStartup
{
    private const string Settings = "AzureFunctionsJobHost:extensions:durableTask:";

    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder)
    {
        var services = applicationBuilder.Services;
        services.AddSingleton<global::Microsoft.DurableTask.Local.Functions>();
        services.AddSingleton(CreateHub);
        services.AddHostedService(s => s.GetRequiredService<TaskHub>());
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        services.AddSingleton<IParameterBinder, DurableBinder>();
    }

    /// <summary>Policies in the container see every call: tests count operations and cut them off with them.</summary>
    private static TableClientOptions Observed(IServiceProvider services)
    {
        var options = new TableClientOptions();
        foreach (var policy in services.GetServices<HttpPipelinePolicy>())
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return options;
    }

    private static TaskHub CreateHub(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var limit = configuration.GetValue(
            Settings + "maxConcurrentActivityFunctions",
            10 * Environment.ProcessorCount
        );
        // Table names are letters and digits only.
        var hub = new string([
            .. (configuration[Settings + "hubName"] ?? "TestHubName").Where(char.IsAsciiLetterOrDigit),
        ]);
        var storage =
            configuration["AzureWebJobsStorage"]
            ?? throw new InvalidOperationException("AzureWebJobsStorage is not configured.");
        return new(
            new(new TableClient(storage, hub + "Tasks", Observed(services))),
            services.GetRequiredService<global::Microsoft.DurableTask.Local.Functions>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>(),
            limit
        );
    }
}
