using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.DurableTask.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

/// <summary>Runs the hub with the host, if any function is durable or has the client; else nothing touches storage.</summary>
internal sealed class HubService(IFunctionCatalog catalog, IServiceProvider services) : IHostedService
{
    private readonly TaskHub? hub = catalog.Functions.Any(IsDurable) ? services.GetRequiredService<TaskHub>() : null;

    public Task StartAsync(CancellationToken cancellationToken) =>
        hub?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        hub?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    private static bool IsDurable(FunctionEntry function) =>
        function
            .Method.GetParameters()
            .Any(p =>
                p.IsDefined(typeof(OrchestrationTriggerAttribute), inherit: false)
                || p.IsDefined(typeof(ActivityTriggerAttribute), inherit: false)
                || p.IsDefined(typeof(DurableClientAttribute), inherit: false)
            );
}
