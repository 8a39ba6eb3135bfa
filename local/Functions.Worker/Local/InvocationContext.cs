using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The context of one run of one function.</summary>
internal sealed class InvocationContext : FunctionContext
{
    public InvocationContext(FunctionEntry function, IServiceProvider services, CancellationToken cancellationToken)
    {
        Function = function;
        CancellationToken = cancellationToken;
        InstanceServices = services;
        FunctionDefinition = new Definition(function.Name);
        Features.Set<InvocationResult>(new Result());
    }

    public FunctionEntry Function { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override string Name => name;
    }

    private sealed class Result : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object?> features = [];

        public void Set<T>(T instance) => features[typeof(T)] = instance;

        public T? Get<T>() => features.TryGetValue(typeof(T), out var value) ? (T?)value : default;
    }
}

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
