using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>Extensions add these to the services; asked per parameter, the first that answers true wins.</summary>
internal interface IParameterBinder
{
    bool TryBind(ParameterInfo parameter, FunctionContext context, out object? value);
}

/// <summary>Runs one function: scope, context, middleware, parameter binding, method call.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory scopes;
    private readonly IParameterBinder[] binders;
    private readonly FunctionExecutionDelegate pipeline;

    public FunctionInvoker(
        IServiceScopeFactory scopes,
        IEnumerable<IParameterBinder> binders,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware
    )
    {
        this.scopes = scopes;
        this.binders = [.. binders];
        pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallAsync, (next, add) => add(next));
    }

    /// <param name="prepare">Sets the trigger's values on <c>context.Features</c> before the pipeline runs.</param>
    /// <returns>What the method returned, unwrapped from its task; exceptions pass through unwrapped.</returns>
    public async Task<object?> InvokeAsync(
        FunctionEntry function,
        Action<FunctionContext> prepare,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new InvocationContext(function, scope.ServiceProvider, cancellationToken);
        prepare(context);
        await pipeline(context);
        return context.GetInvocationResult().Value;
    }

    private async Task CallAsync(FunctionContext context)
    {
        var method = ((InvocationContext)context).Function.Method;
        var arguments = method.GetParameters().Select(p => Bind(p, context)).ToArray();
        var target = method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        try
        {
            var returned = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            context.GetInvocationResult().Value = await UnwrapAsync(returned, method.ReturnType);
        }
        finally
        {
            (target as IDisposable)?.Dispose();
        }
    }

    private object? Bind(ParameterInfo parameter, FunctionContext context)
    {
        foreach (var binder in binders)
        {
            if (binder.TryBind(parameter, context, out var value))
            {
                return value;
            }
        }

        return parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException(
                $"Function '{context.FunctionDefinition.Name}': nothing binds the parameter '{parameter.Name}'."
            );
    }

    private static async Task<object?> UnwrapAsync(object? returned, Type declared)
    {
        if ((declared.GetMethod(nameof(ValueTask.AsTask))?.Invoke(returned, null) ?? returned) is not Task task)
        {
            return returned;
        }

        await task;
        // The declared type decides: a Task's runtime type may carry a hidden result.
        return declared.IsGenericType ? task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
    }
}
