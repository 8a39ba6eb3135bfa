using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>The settings of a graph that a person would want to use again, each from the first node that has it.</summary>
internal static class ComfySettings
{
    private static readonly string[] Names =
    [
        "seed",
        "noise_seed",
        "steps",
        "cfg",
        "guidance",
        "sampler_name",
        "scheduler",
        "denoise",
        "ckpt_name",
        "unet_name",
    ];

    public static List<PromptParameter> Of(ComfyGraph graph)
    {
        var parameters = new List<PromptParameter>();
        foreach (var name in Names)
        {
            foreach (var node in graph.Nodes)
            {
                if (node.Find(name) is { } input && LenientJson.ScalarOf(ValueOf(graph, input)) is { } value)
                {
                    parameters.Add(new PromptParameter(name, value));
                    break;
                }
            }
        }

        return parameters;
    }

    /// <summary>A number that stands in a node of its own, as seeds often do.</summary>
    private static JsonElement ValueOf(ComfyGraph graph, ComfyInput input) =>
        input.Link is null ? input.Value
        : graph.Find(input.Link) is { Inputs: [{ Link: null } only] } ? only.Value
        : default;
}
