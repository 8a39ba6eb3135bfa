using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// The format of ComfyUI's editor: lists of nodes and links. It differs from the graph that ran: values of widgets stand
/// in a list without names, nodes may be switched off, and the editor's own nodes (reroutes, primitives, set and get) and
/// subgraphs are still in it. https://docs.comfy.org/specs/workflow_json
/// </summary>
internal sealed class ComfyWorkflow
{
    private const int Muted = 2;
    private const int Bypassed = 4;
    private const int MaxDepth = 8;

    /// <summary>Ids that the format uses for the ends of links that come from a subgraph's inputs and go to its outputs.</summary>
    private const string SubgraphInput = "-10";
    private const string SubgraphOutput = "-20";

    private readonly Dictionary<string, JsonElement> subgraphs = new(StringComparer.Ordinal);
    private readonly List<ComfyNode> nodes = [];
    private readonly Dictionary<string, ComfyLink> aliases = new(StringComparer.Ordinal);

    private ComfyWorkflow(JsonElement root)
    {
        foreach (var subgraph in Each(LenientJson.Member(LenientJson.Member(root, "definitions"), "subgraphs")))
        {
            if (LenientJson.StringOf(subgraph, "id") is { } id)
            {
                subgraphs.TryAdd(id, subgraph);
            }
        }
    }

    public static ComfyGraph? Read(JsonElement root)
    {
        if (LenientJson.Member(root, "nodes").ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var workflow = new ComfyWorkflow(root);
        workflow.AddAll(root, "", [], 0);
        var resolved = workflow.nodes.Select(workflow.Resolved).ToList();
        return resolved.Count == 0 ? null : new ComfyGraph(resolved);
    }

    /// <param name="prefix">Put before the ids of a subgraph's nodes, so that they differ from all others.</param>
    /// <param name="outer">The links to the subgraph's inputs, by the input's number.</param>
    /// <returns>The links from the subgraph's outputs, by the output's number.</returns>
    private Dictionary<int, ComfyLink> AddAll(JsonElement scope, string prefix, ComfyLink?[] outer, int depth)
    {
        var links = LinksOf(scope, prefix, outer);
        var sets = SetNodes(scope, links);
        foreach (var node in Each(LenientJson.Member(scope, "nodes")))
        {
            if (nodes.Count < ComfyGraph.MaxNodes && ComfyGraph.IdOf(LenientJson.Member(node, "id")) is { } id)
            {
                Add(node, prefix + id, links, sets, depth);
            }
        }

        return links.Outputs;
    }

    private void Add(JsonElement node, string id, ScopeLinks links, Dictionary<string, ComfyLink> sets, int depth)
    {
        var kind = LenientJson.StringOf(node, "type") ?? "";
        var sockets = Each(LenientJson.Member(node, "inputs")).ToList();
        var linked = sockets.Select(socket => links.Of(LenientJson.Member(socket, "link"))).ToArray();
        var mode = LenientJson.Member(node, "mode");
        var state = mode.ValueKind == JsonValueKind.Number && mode.TryGetInt32(out var number) ? number : 0;
        if (state == Muted)
        {
            return;
        }

        if (state == Bypassed)
        {
            PassOn(node, id, sockets, linked);
        }
        else if (kind is "GetNode" && FirstText(node) is { } name)
        {
            if (sets.TryGetValue(name, out var source))
            {
                aliases.TryAdd(Key(id, 0), source);
            }
        }
        else if (kind is "Reroute" or "SetNode")
        {
            if (linked.FirstOrDefault(link => link is not null) is { } passed)
            {
                aliases.TryAdd(Key(id, 0), passed);
            }
        }
        else if (subgraphs.TryGetValue(kind, out var inner) && depth < MaxDepth)
        {
            foreach (var (output, source) in AddAll(inner, id + ":", linked, depth + 1))
            {
                aliases.TryAdd(Key(id, output), source);
            }
        }
        else
        {
            var title = LenientJson.StringOf(node, "title");
            nodes.Add(
                new ComfyNode(
                    id,
                    kind,
                    string.IsNullOrWhiteSpace(title) ? kind : title,
                    [.. ComfyWidgets.InputsOf(node, kind, sockets, linked)]
                )
            );
        }
    }

    /// <summary>
    /// The link through a node that is bypassed: an output gets the value of the input with the same number, or else of the first input of
    /// its type.
    /// </summary>
    private void PassOn(JsonElement node, string id, List<JsonElement> sockets, ComfyLink?[] linked)
    {
        var output = 0;
        foreach (
            var type in Each(LenientJson.Member(node, "outputs")).Select(each => LenientJson.StringOf(each, "type"))
        )
        {
            var at =
                output < sockets.Count && IsOfType(sockets[output], type)
                    ? output
                    : sockets.FindIndex(socket => IsOfType(socket, type));
            if (at >= 0 && linked[at] is { } source)
            {
                aliases.TryAdd(Key(id, output), source);
            }

            output++;
        }
    }

    private static bool IsOfType(JsonElement socket, string? type) =>
        string.Equals(LenientJson.StringOf(socket, "type"), type, StringComparison.Ordinal);

    /// <summary>The node with its links followed through reroutes, bypassed nodes and subgraphs to the nodes behind them.</summary>
    private ComfyNode Resolved(ComfyNode node) =>
        node with
        {
            Inputs = [.. node.Inputs.Select(input => input with { Link = Resolved(input.Link) })],
        };

    private ComfyLink? Resolved(ComfyLink? link)
    {
        for (var steps = 0; link is not null && steps <= ComfyTexts.MaxDepth; steps++)
        {
            if (!aliases.TryGetValue(Key(link.Node, link.Output), out var source))
            {
                return link;
            }

            link = source;
        }

        return link;
    }

    private static string Key(string id, int output) => string.Create(CultureInfo.InvariantCulture, $"{id}>{output}");

    private static string? FirstText(JsonElement node) =>
        Each(LenientJson.Member(node, "widgets_values")).Select(LenientJson.TextOf).FirstOrDefault();

    /// <summary>The link of each "set" node, by the name that the node gives to it; "get" nodes refer to that name.</summary>
    private static Dictionary<string, ComfyLink> SetNodes(JsonElement scope, ScopeLinks links)
    {
        var sets = new Dictionary<string, ComfyLink>(StringComparer.Ordinal);
        foreach (var node in Each(LenientJson.Member(scope, "nodes")))
        {
            if (
                LenientJson.StringOf(node, "type") is "SetNode"
                && FirstText(node) is { } name
                && Each(LenientJson.Member(node, "inputs"))
                    .Select(socket => links.Of(LenientJson.Member(socket, "link")))
                    .FirstOrDefault(link => link is not null)
                    is { } source
            )
            {
                sets.TryAdd(name, source);
            }
        }

        return sets;
    }

    private static JsonElement.ArrayEnumerator Each(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    /// <summary>Reads links: lists <c>[id, from, output, to, input, type]</c>, or in subgraphs objects with the same content.</summary>
    private static ScopeLinks LinksOf(JsonElement scope, string prefix, ComfyLink?[] outer)
    {
        var links = new ScopeLinks();
        foreach (var link in Each(LenientJson.Member(scope, "links")).Take(10 * ComfyGraph.MaxNodes))
        {
            var (id, from, output, to, input) =
                link.ValueKind == JsonValueKind.Array && link.GetArrayLength() >= 5
                    ? (link[0], link[1], link[2], link[3], link[4])
                    : (
                        LenientJson.Member(link, "id"),
                        LenientJson.Member(link, "origin_id"),
                        LenientJson.Member(link, "origin_slot"),
                        LenientJson.Member(link, "target_id"),
                        LenientJson.Member(link, "target_slot")
                    );
            if (
                ComfyGraph.IdOf(id) is not { } name
                || ComfyGraph.IdOf(from) is not { } node
                || SlotOf(output) is not { } slot
            )
            {
                continue;
            }

            var source = node is SubgraphInput ? outer.ElementAtOrDefault(slot) : new ComfyLink(prefix + node, slot);
            if (source is null)
            {
                continue;
            }

            links.ById.TryAdd(name, source);
            if (ComfyGraph.IdOf(to) is SubgraphOutput && SlotOf(input) is { } target)
            {
                links.Outputs.TryAdd(target, source);
            }
        }

        return links;
    }

    private static int? SlotOf(JsonElement slot) =>
        slot.ValueKind == JsonValueKind.Number && slot.TryGetInt32(out var number) ? number : null;

    private sealed class ScopeLinks
    {
        public Dictionary<string, ComfyLink> ById { get; } = new(StringComparer.Ordinal);

        public Dictionary<int, ComfyLink> Outputs { get; } = [];

        public ComfyLink? Of(JsonElement id) => ComfyGraph.IdOf(id) is { } name ? ById.GetValueOrDefault(name) : null;
    }
}
