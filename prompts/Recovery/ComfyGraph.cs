using System.Runtime.InteropServices;
using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>Where an input gets its value from: an output of another node, counted from 0.</summary>
internal sealed record ComfyLink(string Node, int Output);

/// <summary>An input of a node: linked to another node, or else a value that stands in the file.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ComfyInput(string Name, ComfyLink? Link, JsonElement Value)
{
    /// <summary>The value where it is a text; null for a link and for anything else.</summary>
    public string? Text => Link is null ? LenientJson.TextOf(Value) : null;
}

/// <param name="Class">The kind of the node, such as <c>CLIPTextEncode</c>.</param>
/// <param name="Title">The name that the graph's author gave to the node; its class when they gave none.</param>
internal sealed record ComfyNode(string Id, string Class, string Title, IReadOnlyList<ComfyInput> Inputs)
{
    public string Place => $"{Title} (node {Id})";

    public ComfyInput? Find(string name)
    {
        foreach (var input in Inputs)
        {
            if (string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return input;
            }
        }

        return null;
    }
}

/// <summary>
/// The nodes of a ComfyUI graph by id, in the order of the file. A file may have the graph in either of two formats: the graph that ran
/// (<c>prompt</c>, read here), or the one that the editor shows (<c>workflow</c>, read by <see cref="ComfyWorkflow"/>).
/// </summary>
internal sealed class ComfyGraph(IEnumerable<ComfyNode> nodes)
{
    /// <summary>Real graphs have at most a few thousand nodes. Of a graph with more than this, only the first ones are read.</summary>
    public const int MaxNodes = 20_000;

    private readonly Dictionary<string, ComfyNode> byId = IndexOf(nodes);

    public IReadOnlyCollection<ComfyNode> Nodes => byId.Values;

    public ComfyNode? Find(ComfyLink? link) => link is null ? null : byId.GetValueOrDefault(link.Node);

    /// <summary>
    /// The format that ran: an object with a member for each node, <c>{"3":{"class_type":…,"inputs":{…}}}</c>, where a link is
    /// <c>["4",0]</c>. https://docs.comfy.org/development/core-concepts/workflow
    /// </summary>
    public static ComfyGraph? Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var nodes = root.EnumerateObject().Take(MaxNodes).Select(NodeOf).OfType<ComfyNode>().ToList();
        return nodes.Count == 0 ? null : new ComfyGraph(nodes);
    }

    private static Dictionary<string, ComfyNode> IndexOf(IEnumerable<ComfyNode> nodes)
    {
        var index = new Dictionary<string, ComfyNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            index.TryAdd(node.Id, node);
        }

        return index;
    }

    private static ComfyNode? NodeOf(JsonProperty member)
    {
        var inputs = LenientJson.Member(member.Value, "inputs");
        if (inputs.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var kind = LenientJson.StringOf(member.Value, "class_type") ?? "";
        var title = LenientJson.StringOf(LenientJson.Member(member.Value, "_meta"), "title");
        return new ComfyNode(
            member.Name,
            kind,
            string.IsNullOrWhiteSpace(title) ? kind : title,
            [.. inputs.EnumerateObject().Take(MaxNodes).Select(each => InputOf(each.Name, each.Value))]
        );
    }

    private static ComfyInput InputOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && value.GetArrayLength() == 2
        && IdOf(value[0]) is { } id
        && value[1].ValueKind == JsonValueKind.Number
        && value[1].TryGetInt32(out var output)
            ? new ComfyInput(name, new ComfyLink(id, output), default)
            : new ComfyInput(name, null, value);

    /// <summary>The id of a node, which is a text in one format and a number in the other.</summary>
    public static string? IdOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.Number ? id.GetRawText() : LenientJson.TextOf(id);
}
