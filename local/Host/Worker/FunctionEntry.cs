using System.Text.Json;
using AiPromptGen.Host.Worker.Messages;

namespace AiPromptGen.Host.Worker;

/// <summary>One trigger or binding of a function, as the worker describes it.</summary>
/// <param name="Name">The parameter's name in the function's code.</param>
/// <param name="Type">Such as <c>httpTrigger</c> or <c>durableClient</c>.</param>
/// <param name="Json">All of its properties.</param>
internal sealed record FunctionBinding(string Name, string Type, JsonElement Json)
{
    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One function of the app, as the worker describes it.</summary>
internal sealed record FunctionEntry(string Id, string Name, IReadOnlyList<FunctionBinding> Bindings)
{
    public static FunctionEntry From(RpcFunctionMetadata metadata) =>
        new(metadata.FunctionId, metadata.Name, [.. metadata.RawBindings.Select(Parse)]);

    /// <summary>The one binding that starts the function.</summary>
    public FunctionBinding Trigger { get; } =
        Bindings.Single(b => b.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>The parameters that get a durable client.</summary>
    public IEnumerable<FunctionBinding> DurableClients => Bindings.Where(b => b.Is("durableClient"));

    private static FunctionBinding Parse(string json)
    {
        var binding = JsonElement.Parse(json);
        return new(binding.GetProperty("name").GetString()!, binding.GetProperty("type").GetString()!, binding);
    }
}
