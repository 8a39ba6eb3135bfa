using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>One <c>[Function]</c> method.</summary>
internal sealed record FunctionEntry(string Name, MethodInfo Method);

internal interface IFunctionCatalog
{
    IReadOnlyList<FunctionEntry> Functions { get; }
}

/// <summary>Runs one function: scope, context, middleware, parameter binding, method call.</summary>
internal interface IFunctionInvoker
{
    /// <param name="prepare">Sets the trigger's values on <c>context.Features</c> before the pipeline runs.</param>
    /// <returns>What the method returned, unwrapped from its task; exceptions pass through unwrapped.</returns>
    Task<object?> InvokeAsync(
        FunctionEntry function,
        Action<FunctionContext> prepare,
        CancellationToken cancellationToken
    );
}

/// <summary>Extensions add these to the services; asked per parameter, the first that answers true wins.</summary>
internal interface IParameterBinder
{
    bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value);
}

/// <summary>A binder's value that is still being read, such as a request body; the invoker awaits it.</summary>
internal sealed record PendingValue(Task<object?> Value);
