using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lets a test stand around everything that the worker does with an invocation, the app's middleware included.</summary>
internal static class WorkerPipeline
{
    /// <param name="around">Runs what comes next, or does not: then it answers itself.</param>
    public static IServiceCollection AddAroundFunctions(
        this IServiceCollection services,
        Func<FunctionContext, FunctionExecutionDelegate, Task> around
    )
    {
        var all = services.Last(s => s.ServiceType == typeof(FunctionExecutionDelegate)).ImplementationFactory!;
        return services.AddSingleton<FunctionExecutionDelegate>(provider =>
        {
            var next = (FunctionExecutionDelegate)all(provider);
            return context => around(context, next);
        });
    }

    /// <summary>Such as <c>timerTrigger</c>.</summary>
    public static BindingMetadata Trigger(this FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.First(b =>
            b.Type.EndsWith("Trigger", StringComparison.Ordinal)
        );
}
