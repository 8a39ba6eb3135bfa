using AiPromptGen.Host.Start;
using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>One <c>[Function]</c> method.</summary>
internal sealed record FunctionEntry(string Name, MethodInfo Method);

/// <summary>The functions of one assembly, found by reflection and checked before anything starts.</summary>
internal sealed class FunctionCatalog
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
        var parameters = function.Method.GetParameters();
        var triggers = parameters.Where(p => p.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggers is not [var trigger])
        {
            throw new LocalHostException($"Function '{function.Name}' has {triggers.Count} triggers instead of one.");
        }

        Func<ParameterInfo, bool>? binds =
            trigger.GetCustomAttribute<HttpTriggerAttribute>() is { } http ? HttpBinds(function, http)
            : trigger.IsDefined(typeof(TimerTriggerAttribute)) ? p => p.ParameterType == typeof(TimerInfo)
            : null;
        // The parameters of other triggers are their extension's to judge.
        if (binds is null)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            var fromExtension = parameter != trigger && parameter.IsDefined(typeof(BindingAttribute));
            if (!fromExtension && !parameter.HasDefaultValue && !ContextBinder.CanBind(parameter) && !binds(parameter))
            {
                throw new LocalHostException(
                    $"Function '{function.Name}': nothing binds the parameter '{parameter.Name}'."
                );
            }
        }
    }

    private static Func<ParameterInfo, bool> HttpBinds(FunctionEntry function, HttpTriggerAttribute trigger)
    {
        var route = RoutePatternFactory.Parse((trigger.Route ?? function.Name).TrimStart('/'));
        return parameter =>
            HttpBinder.CanBind(parameter)
            || (route.GetParameter(parameter.Name!) is not null && HttpBinder.CanBindRoute(parameter));
    }
}
