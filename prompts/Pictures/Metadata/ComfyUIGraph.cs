using System.Text.Json;

namespace AiPromptGen.Prompts.Pictures.Metadata;

/// <summary>Follows the links of a graph from its sampler back to the texts. Depth is bounded, so a cycle ends.</summary>
internal sealed class ComfyUIGraph(JsonElement nodes)
{
    private const int MaxDepth = 32;

    /// <summary>Links are looked up one by one; graphs of real pictures have fewer than 300 nodes.</summary>
    private const int MaxNodes = 2_000;

    private static readonly string[] TextInputs = ["text", "t5xxl", "text_g", "clip_l", "prompt", "value", "string"];
    private static readonly string[] Settings =
    [
        "seed",
        "noise_seed",
        "steps",
        "cfg",
        "sampler_name",
        "scheduler",
        "denoise",
    ];
    private static readonly string[] ModelInputs = ["ckpt_name", "unet_name"];

    public RecoveredPrompt? Recover()
    {
        if (nodes.EnumerateObject().Count() > MaxNodes)
        {
            return null;
        }

        var sampler = Inputs("positive").Concat(Inputs("conditioning")).FirstOrDefault();
        if (sampler.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var positive = TextBehind(sampler, "positive") ?? TextBehind(sampler, "conditioning");
        return positive is null
            ? null
            : new RecoveredPrompt
            {
                Generator = PromptGenerator.ComfyUI,
                Prompt = positive,
                Negative = TextBehind(sampler, "negative") ?? "",
                Parameters = ParametersOf(),
            };
    }

    /// <summary>The inputs of every node that has a link of this name, samplers first.</summary>
    private IEnumerable<JsonElement> Inputs(string link) =>
        AllInputs()
            .Where(inputs => NodeBehind(inputs, link) is not null)
            .OrderByDescending(inputs => inputs.TryGetProperty("steps", out _));

    private IEnumerable<JsonElement> AllInputs() =>
        nodes.EnumerateObject().Select(node => InputsOf(node.Value)).OfType<JsonElement>();

    private static JsonElement? InputsOf(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object
        && node.TryGetProperty("inputs", out var inputs)
        && inputs.ValueKind == JsonValueKind.Object
            ? inputs
            : null;

    private JsonElement? NodeBehind(JsonElement inputs, string name) =>
        inputs.TryGetProperty(name, out var link)
        && link.ValueKind == JsonValueKind.Array
        && link.GetArrayLength() == 2
        && IdOf(link[0]) is { } id
        && nodes.TryGetProperty(id, out var node)
            ? InputsOf(node)
            : null;

    private static string? IdOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.Number ? id.GetRawText()
        : id.ValueKind == JsonValueKind.String
        && id.GetRawText() is { Length: > 2 } raw
        && !raw.Contains('\\', StringComparison.Ordinal)
            ? raw[1..^1]
        : null;

    /// <summary>The text a link leads to, through nodes that pass a conditioning or a text on.</summary>
    private string? TextBehind(JsonElement inputs, string name)
    {
        var side = name;
        var at = NodeBehind(inputs, name);
        for (var depth = 0; depth < MaxDepth && at is { } node; depth++)
        {
            foreach (var input in TextInputs)
            {
                if (LenientJson.StringOf(node, input) is { } text)
                {
                    return text;
                }
            }

            at = TextInputs
                .Prepend("conditioning_1")
                .Prepend("conditioning")
                .Prepend(side)
                .Select(input => NodeBehind(node, input))
                .FirstOrDefault(next => next is not null);
        }

        return null;
    }

    private List<PromptParameter> ParametersOf()
    {
        var parameters = new List<PromptParameter>();
        var all = AllInputs().ToList();
        foreach (var name in Settings.Concat(ModelInputs))
        {
            var value = all.Select(inputs => LenientJson.ScalarOf(inputs, name))
                .FirstOrDefault(found => found is not null);
            if (value is not null)
            {
                parameters.Add(new PromptParameter(name, value));
            }
        }

        return parameters;
    }
}
