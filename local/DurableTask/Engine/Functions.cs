using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.DurableTask.Local;

/// <summary>Finds and runs orchestrator and activity functions by name.</summary>
internal sealed class Functions(IFunctionCatalog catalog, IFunctionInvoker invoker, Payloads payloads)
{
    private readonly Dictionary<string, FunctionEntry> orchestrators = By<OrchestrationTriggerAttribute>(catalog);
    private readonly Dictionary<string, FunctionEntry> activities = By<ActivityTriggerAttribute>(catalog);

    /// <exception cref="InvalidOperationException">There is no such orchestrator.</exception>
    public void CheckOrchestrator(string name) => Find(orchestrators, name, "orchestrator");

    public Task<object?> RunAsync(TaskOrchestrationContext context) =>
        invoker.InvokeAsync(
            Find(orchestrators, context.Name, "orchestrator"),
            c => c.Features.Set((ReplayContext)context),
            CancellationToken.None
        );

    /// <returns>The result as JSON.</returns>
    public async Task<string?> CallAsync(string name, string instanceId, string? input, CancellationToken stopping)
    {
        var feature = new ActivityInput(instanceId, input, payloads);
        var entry = Find(activities, name, "activity");
        return payloads.Serialize(
            await invoker.InvokeAsync(entry, c => c.Features.Set(feature), stopping),
            "activity result"
        );
    }

    private static FunctionEntry Find(Dictionary<string, FunctionEntry> functions, string name, string kind) =>
        functions.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"The {kind} function '{name}' does not exist.");

    private static Dictionary<string, FunctionEntry> By<TTrigger>(IFunctionCatalog catalog)
        where TTrigger : TriggerBindingAttribute =>
        catalog
            .Functions.Where(f => f.Method.GetParameters().Any(p => p.IsDefined(typeof(TTrigger))))
            .ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
}

internal sealed record ActivityInput(string InstanceId, string? Input, Payloads Payloads);
