using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The functions of one assembly, found by reflection and checked before anything starts.</summary>
internal sealed class FunctionCatalog : IFunctionCatalog
{
    public FunctionCatalog(Assembly assembly, Func<Type, bool> includes)
    {
        Functions =
        [
            .. from type in assembly.GetTypes().Where(includes)
            from method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select new FunctionEntry(function.Name, method),
        ];
        foreach (var same in Functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            throw new LocalHostException($"Function '{same.Key}' is defined {same.Count()} times.");
        }

        foreach (var function in Functions)
        {
            Check(function);
        }
    }

    public IReadOnlyList<FunctionEntry> Functions { get; }

    private static void Check(FunctionEntry function)
    {
        var triggers = function.Method.GetParameters().Count(p => p.IsDefined(typeof(TriggerBindingAttribute)));
        if (triggers != 1)
        {
            throw new LocalHostException($"Function '{function.Name}' has {triggers} triggers; it needs exactly one.");
        }
    }
}
