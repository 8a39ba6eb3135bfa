using System.Reflection;
using System.Reflection.Emit;
using AiPromptGen.Host.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace AiPromptGen.Host.Durable;

/// <summary>Makes the class whose methods stand for the app's orchestrators and activities, as the Functions host does.</summary>
internal static class DurableMethods
{
    public static Type Make(IEnumerable<FunctionEntry> functions)
    {
        var type = AssemblyBuilder
            .DefineDynamicAssembly(new("DurableMethods"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("DurableMethods")
            .DefineType("DurableMethods", TypeAttributes.Public | TypeAttributes.Sealed, typeof(DurableJobs));
        foreach (var function in functions)
        {
            if (function.Trigger.Is("orchestrationTrigger"))
            {
                Add<OrchestrationTriggerAttribute>(
                    type,
                    function.Name,
                    nameof(DurableJobs.OrchestrateAsync),
                    "context"
                );
            }
            else if (function.Trigger.Is("activityTrigger"))
            {
                // The extension gives the id of the calling orchestration to a parameter of this name.
                Add<ActivityTriggerAttribute>(type, function.Name, nameof(DurableJobs.ActAsync), "input", "instanceId");
            }
        }

        return type.CreateType();
    }

    /// <summary>Adds <c>[FunctionName(name)] Task&lt;object?&gt; Name([Trigger] string first, …) => target(name, first, …)</c>.</summary>
    private static void Add<TTrigger>(TypeBuilder type, string name, string target, params string[] parameters)
        where TTrigger : Attribute, new()
    {
        Type[] texts = [.. parameters.Select(_ => typeof(string))];
        var method = type.DefineMethod(name, MethodAttributes.Public, typeof(Task<object?>), texts);
        method.SetCustomAttribute(new(typeof(FunctionNameAttribute).GetConstructor([typeof(string)])!, [name]));
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldstr, name);
        for (var i = 1; i <= parameters.Length; i++)
        {
            var parameter = method.DefineParameter(i, ParameterAttributes.None, parameters[i - 1]);
            if (i == 1)
            {
                parameter.SetCustomAttribute(new(typeof(TTrigger).GetConstructor([])!, []));
            }

            code.Emit(OpCodes.Ldarg, (short)i);
        }

        code.Emit(OpCodes.Call, typeof(DurableJobs).GetMethod(target)!);
        code.Emit(OpCodes.Ret);
    }
}
