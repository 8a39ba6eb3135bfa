using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Local;

namespace Microsoft.DurableTask.Local;

/// <summary>Finds and runs orchestrator and activity functions by name.</summary>
internal sealed class Functions(FunctionCatalog catalog, FunctionInvoker invoker)
{
    private readonly Dictionary<string, FunctionEntry> orchestrators = By<OrchestrationTriggerAttribute>(catalog);
    private readonly Dictionary<string, FunctionEntry> activities = By<ActivityTriggerAttribute>(catalog);

    /// <exception cref="InvalidOperationException">There is no such orchestrator.</exception>
    public Func<TaskOrchestrationContext, Task<object?>> Orchestrator(string name)
    {
        var entry = Find(orchestrators, name, "orchestrator");
        return context =>
            invoker.InvokeAsync(entry, c => c.Features.Set((ReplayContext)context), CancellationToken.None);
    }

    /// <returns>The result as JSON.</returns>
    public async Task<string?> CallAsync(string name, string instanceId, string? input, CancellationToken stopping)
    {
        var feature = new ActivityInput(instanceId, input);
        var entry = Find(activities, name, "activity");
        var result = await invoker.InvokeAsync(entry, c => c.Features.Set(feature), stopping);
        return Payloads.Serialize(result, "activity result");
    }

    private static FunctionEntry Find(Dictionary<string, FunctionEntry> functions, string name, string kind) =>
        functions.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"The {kind} function '{name}' does not exist.");

    private static Dictionary<string, FunctionEntry> By<TTrigger>(FunctionCatalog catalog)
        where TTrigger : TriggerBindingAttribute =>
        catalog
            .Functions.Where(f => f.Method.GetParameters().Any(p => p.IsDefined(typeof(TTrigger), false)))
            .ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
}

internal sealed record ActivityInput(string InstanceId, string? Input);
