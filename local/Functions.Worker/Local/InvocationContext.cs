using System.Collections.Immutable;
using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The context of one run of one function.</summary>
internal sealed class InvocationContext : FunctionContext
{
    private readonly FunctionEntry function;
    private readonly CancellationToken cancellationToken;

    public InvocationContext(FunctionEntry function, IServiceProvider services, CancellationToken cancellationToken)
    {
        this.function = function;
        this.cancellationToken = cancellationToken;
        InstanceServices = services;
        FunctionDefinition = new Definition(function);
        Features.Set<InvocationResult>(new Result());
    }

    public FunctionEntry Function => function;

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Name;

    public override TraceContext TraceContext { get; } =
        new Trace(Activity.Current?.Id ?? "", Activity.Current?.TraceStateString ?? "");

    public override BindingContext BindingContext { get; } = new Bindings();

    public Dictionary<string, object?> BindingData => ((Bindings)BindingContext).Data;

    public override RetryContext RetryContext { get; } = new NoRetry();

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class Definition(FunctionEntry function) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType))];

        public override string PathToAssembly => function.Method.Module.Assembly.Location;

        public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";

        public override string Id => function.Name;

        public override string Name => function.Name;
    }

    private sealed class Trace(string parent, string state) : TraceContext
    {
        public override string TraceParent => parent;

        public override string TraceState => state;
    }

    private sealed class Bindings : BindingContext
    {
        public Dictionary<string, object?> Data { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override IReadOnlyDictionary<string, object?> BindingData => Data;
    }

    private sealed class NoRetry : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
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
