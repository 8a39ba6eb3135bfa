using System.Collections.Frozen;
using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Gives the values of an editor's node their names. The editor saves them as a list in the order of the node's widgets.
/// Newer versions name each widget among the inputs; for older files the widgets of the common nodes are listed here.
/// </summary>
internal static class ComfyWidgets
{
    private static readonly string[] AfterSeed = ["fixed", "increment", "decrement", "randomize"];

    /// <summary>Widgets in their order, from the nodes' own declarations: https://github.com/comfyanonymous/ComfyUI/blob/master/nodes.py</summary>
    private static readonly FrozenDictionary<string, string[]> Known = new Dictionary<string, string[]>(
        StringComparer.Ordinal
    )
    {
        ["KSampler"] = ["seed", "steps", "cfg", "sampler_name", "scheduler", "denoise"],
        ["KSamplerAdvanced"] =
        [
            "add_noise",
            "noise_seed",
            "steps",
            "cfg",
            "sampler_name",
            "scheduler",
            "start_at_step",
            "end_at_step",
            "return_with_leftover_noise",
        ],
        ["CLIPTextEncode"] = ["text"],
        ["CLIPTextEncodeFlux"] = ["clip_l", "t5xxl", "guidance"],
        ["CLIPTextEncodeSD3"] = ["clip_l", "clip_g", "t5xxl", "empty_padding"],
        ["CLIPTextEncodeSDXL"] =
        [
            "width",
            "height",
            "crop_w",
            "crop_h",
            "target_width",
            "target_height",
            "text_g",
            "text_l",
        ],
        ["CLIPTextEncodeSDXLRefiner"] = ["ascore", "width", "height", "text"],
        ["CheckpointLoaderSimple"] = ["ckpt_name"],
        ["UNETLoader"] = ["unet_name", "weight_dtype"],
        ["RandomNoise"] = ["noise_seed"],
        ["BasicScheduler"] = ["scheduler", "steps", "denoise"],
        ["KSamplerSelect"] = ["sampler_name"],
        ["ConditioningSetArea"] = ["width", "height", "x", "y", "strength"],
        ["GLIGENTextBoxApply"] = ["text", "width", "height", "x", "y"],
        ["StringConcatenate"] = ["string_a", "string_b", "delimiter"],
        ["Text Concatenate"] = ["delimiter", "clean_whitespace"],
        ["ImpactWildcardProcessor"] = ["wildcard_text", "populated_text", "mode"],
        ["ImpactWildcardEncode"] = ["wildcard_text", "populated_text", "mode"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The inputs of a node: its links, then the values of its widgets that nothing is linked to.</summary>
    public static IEnumerable<ComfyInput> InputsOf(
        JsonElement node,
        string kind,
        List<JsonElement> sockets,
        ComfyLink?[] linked
    )
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < sockets.Count; at++)
        {
            if (linked[at] is { } link && LenientJson.StringOf(sockets[at], "name") is { } name)
            {
                taken.Add(name);
                yield return new ComfyInput(name, link, default);
            }
        }

        foreach (var widget in Values(node, kind, sockets))
        {
            if (taken.Add(widget.Name))
            {
                yield return widget;
            }
        }
    }

    private static IEnumerable<ComfyInput> Values(JsonElement node, string kind, List<JsonElement> sockets)
    {
        var values = LenientJson.Member(node, "widgets_values");
        if (values.ValueKind == JsonValueKind.Object)
        {
            return values.EnumerateObject().Select(each => new ComfyInput(each.Name, null, each.Value));
        }

        if (values.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var named = sockets
            .Where(socket => LenientJson.Member(socket, "widget").ValueKind == JsonValueKind.Object)
            .Select(socket => LenientJson.StringOf(LenientJson.Member(socket, "widget"), "name") ?? "")
            .ToList();
        var list = values.EnumerateArray().ToList();
        var names = Known.TryGetValue(kind, out var known) ? [.. known] : named;
        return names.Count > 0 && (known is not null || IsWholeList(names, list)) ? Named(names, list) : Unnamed(list);
    }

    /// <summary>An older editor names only the widgets that were turned into inputs; then the list is longer than the names.</summary>
    private static bool IsWholeList(List<string> names, List<JsonElement> values) =>
        names.Count + names.Count(IsSeed) >= values.Count;

    private static IEnumerable<ComfyInput> Named(IEnumerable<string> names, List<JsonElement> values)
    {
        var at = 0;
        foreach (var name in names)
        {
            if (at >= values.Count)
            {
                yield break;
            }

            yield return new ComfyInput(name, null, values[at++]);
            if (IsSeed(name) && at < values.Count && IsAfterSeed(values[at]))
            {
                at++;
            }
        }
    }

    /// <summary>The values of an unknown node: only texts count. The first is called "text", the others are numbered.</summary>
    private static IEnumerable<ComfyInput> Unnamed(List<JsonElement> values)
    {
        var count = 0;
        foreach (var value in values.Where(value => value.ValueKind == JsonValueKind.String && !IsAfterSeed(value)))
        {
            var text = value.GetString()!;
            var name =
                text.Length <= 4 && !text.Any(char.IsLetterOrDigit) ? "delimiter"
                : !IsWording(text) && values.Count > 1 ? $"setting_{count}"
                : count == 0 ? "text"
                : $"text_{count}";
            count++;
            yield return new ComfyInput(name, null, value);
        }
    }

    /// <summary>Whether a value is wording. Names of files, samplers and modes contain neither a space between words nor a comma.</summary>
    private static bool IsWording(string text) => text.AsSpan().Trim().IndexOfAny(" ,\n") >= 0;

    private static bool IsSeed(string name) => name.EndsWith("seed", StringComparison.Ordinal);

    private static bool IsAfterSeed(JsonElement value) =>
        LenientJson.TextOf(value) is { } text && AfterSeed.Contains(text, StringComparer.Ordinal);
}
