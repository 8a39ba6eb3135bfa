using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Local;

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

    public static Func<TaskOrchestrationContext, Task<object?>> Of(string name)
    {
        var method = Functions[name].Single();
        var input = method.GetParameters()[1].ParameterType;
        return async context =>
        {
            await (Task)method.Invoke(null, [context, ((ReplayContext)context).GetInput(input)])!;
            return null;
        };
    }

    public static Type InputOfActivity(string name) =>
        Trigger<ActivityTriggerAttribute>(Functions[name].Single())!.ParameterType;

    private static ParameterInfo? Trigger<T>(MethodInfo method)
        where T : Attribute => method.GetParameters().FirstOrDefault(p => p.IsDefined(typeof(T)));
}
