using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lets a test stand between the app's own middleware and its functions.</summary>
internal static class WorkerPipeline
{
    /// <param name="around">Runs what comes next, or does not: then it answers itself.</param>
    public static IServiceCollection AddAroundFunctions(
        this IServiceCollection services,
        Func<FunctionContext, FunctionExecutionDelegate, Task> around
    )
    {
        // The worker keeps the builder of its pipeline among the services, and builds the pipeline when it starts.
        var worker = services.Last(s => s.ServiceType == typeof(IFunctionsWorkerApplicationBuilder));
        ((IFunctionsWorkerApplicationBuilder)worker.ImplementationInstance!).Use(next => context => around(context, next));
        return services;
    }

    /// <summary>Such as <c>timerTrigger</c>.</summary>
    public static BindingMetadata Trigger(this FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.First(b => b.Type.EndsWith("Trigger", StringComparison.Ordinal));
}
