using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>What every function may ask for, whatever triggered it.</summary>
internal sealed class ContextBinder : IParameterBinder
{
    public static bool CanBind(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken);

    public bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value)
    {
        value =
            parameter.ParameterType == typeof(FunctionContext) ? context
            : parameter.ParameterType == typeof(CancellationToken) ? context.CancellationToken
            : parameter.ParameterType == typeof(TimerInfo) ? context.Features.Get<TimerInfo>()
            : null;
        return value is not null;
    }
}
