using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Local;

internal sealed class FunctionInvoker : IFunctionInvoker
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
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            arguments[i] = await BindAsync(parameters[i], context);
        }

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
            await DisposeAsync(target);
        }
    }

    private async Task<object?> BindAsync(ParameterInfo parameter, FunctionContext context)
    {
        foreach (var binder in binders)
        {
            if (binder.TryBind(parameter, context, out var value))
            {
                return value is PendingValue pending ? await pending.Value : value;
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
        // The declared type decides: a Task's runtime type may carry a hidden result.
        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = declared.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(returned, null);
            declared = typeof(Task<>).MakeGenericType(declared.GetGenericArguments());
        }

        switch (returned)
        {
            case ValueTask valueTask:
                await valueTask;
                return null;
            case Task task:
                await task;
                return declared.IsGenericType ? declared.GetProperty(nameof(Task<int>.Result))!.GetValue(task) : null;
            default:
                return returned;
        }
    }

    private static async ValueTask DisposeAsync(object? target)
    {
        if (target is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else
        {
            (target as IDisposable)?.Dispose();
        }
    }
}
