using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace AiPromptGen.Tests.Histories;

/// <summary>The orchestrators of the program, by the name that history knows, and what its activities take.</summary>
internal static class Orchestrators
{
    private static readonly ILookup<string, MethodInfo> Functions = typeof(App)
        .Assembly.GetTypes()
        .SelectMany(type =>
            type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        )
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .ToLookup(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names =>
        Functions.Where(named => Trigger<OrchestrationTriggerAttribute>(named.Single()) is not null).Select(n => n.Key);

    public static ITaskOrchestrator Of(string name)
    {
        var method = Functions[name].Single();
        return new Orchestrator(
            method.GetParameters()[1].ParameterType,
            (context, input) => (Task)method.Invoke(null, [context, input])!
        );
    }

    public static ITaskOrchestrator Of(Func<TaskOrchestrationContext, Task> code) =>
        new Orchestrator(typeof(object), (context, _) => code(context));

    public static Type InputOfActivity(string name) =>
        Trigger<ActivityTriggerAttribute>(Functions[name].Single())!.ParameterType;

    private static ParameterInfo? Trigger<T>(MethodInfo method)
        where T : Attribute => method.GetParameters().FirstOrDefault(p => p.IsDefined(typeof(T)));

    private sealed class Orchestrator(Type input, Func<TaskOrchestrationContext, object?, Task> code)
        : ITaskOrchestrator
    {
        public Type InputType => input;

        public Type OutputType => typeof(object);

        public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            await code(context, input);
            return null;
        }
    }
}
