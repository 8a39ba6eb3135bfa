using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Lets a test run code around everything that the worker does with an invocation, including the app's middleware.</summary>
internal static class WorkerPipeline
{
    /// <param name="around">Runs what comes next, or answers by itself.</param>
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

    /// <summary>The trigger of the function, such as <c>timerTrigger</c>.</summary>
    public static BindingMetadata Trigger(this FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.First(b =>
            b.Type.EndsWith("Trigger", StringComparison.Ordinal)
        );
}
