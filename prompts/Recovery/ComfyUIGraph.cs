using System.Globalization;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Follows the links of a graph from the nodes that paint back to every text. The result is exact only when there is one text for what
/// should be seen, at most one for what should not, and both can be worked out for certain.
/// </summary>
internal sealed class ComfyUIGraph
{
    private const int MaxSamplers = 16;
    private const int MaxTexts = 64;

    private readonly ComfyGraph graph;
    private readonly ComfyTexts texts;
    private readonly List<RecoveredText> found = [];
    private readonly HashSet<(string, TextSide, string)> seen = [];
    private bool inexact;

    public ComfyUIGraph(ComfyGraph graph)
    {
        this.graph = graph;
        texts = new ComfyTexts(graph);
    }

    public RecoveredPrompt? Recover()
    {
        var samplers = Samplers();
        foreach (var (sampler, index) in samplers.Select((sampler, index) => (sampler, index)))
        {
            var other = index > 0 && ComfyNames.IsDetailer(sampler.Class);
            Follow(sampler, TextSide.Positive, other ? TextRole.Detail : TextRole.Positive);
            Follow(sampler, TextSide.Negative, other ? TextRole.DetailNegative : TextRole.Negative);
            FollowModel(sampler);
        }

        if (!found.Exists(text => text.Role is TextRole.Positive or TextRole.Region))
        {
            AddLooseTexts(isService: samplers.Count == 0);
        }

        return Result();
    }

    /// <summary>Nodes that change the model may bring texts of their own: Attention Couple has one for each region.</summary>
    private void FollowModel(ComfyNode sampler)
    {
        var node = sampler;
        for (var depth = 1; texts.MayStep(depth); depth++)
        {
            node = graph.Find(node.Inputs.FirstOrDefault(input => input.Name is "model").Link);
            if (node is null)
            {
                return;
            }

            Those(node.Inputs, input => input.Link is not null && ComfyNames.IsConditioning(input.Name))
                .ForEach(input => Behind(input, TextSide.Positive, TextRole.Positive, "region", depth));
        }
    }

    private RecoveredPrompt? Result()
    {
        var whole = TextsOf(TextRole.Positive);
        var positive = whole.Count > 0 ? whole : TextsOf(TextRole.Region);
        var negative = TextsOf(TextRole.Negative);
        if (positive.Count == 0)
        {
            return null;
        }

        var others = found.Exists(text => text.Role is not (TextRole.Positive or TextRole.Negative));
        return new RecoveredPrompt
        {
            Generator = PromptGenerator.ComfyUI,
            Prompt = string.Join('\n', positive),
            Negative = string.Join('\n', negative),
            Parameters = ComfySettings.Of(graph),
            Exact = positive.Count == 1 && negative.Count <= 1 && !others && !inexact && !texts.CutShort,
            Texts = positive.Count == 1 && negative.Count <= 1 && !others ? [] : found,
        };
    }

    private List<string> TextsOf(TextRole role) =>
        [.. found.Where(text => text.Role == role).Select(text => text.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>The nodes that paint, in the order in which they painted. A picture that was painted over has several.</summary>
    private List<ComfyNode> Samplers()
    {
        var painting = graph
            .Nodes.Where(node =>
                Paints(node) && (ComfyNames.IsSampler(node.Class) || ComfyNames.IsDetailer(node.Class))
            )
            .Take(MaxSamplers)
            .ToList();
        if (painting.Count == 0)
        {
            // Samplers of unknown kinds: they have an input for a conditioning, and something to paint on.
            painting = [.. graph.Nodes.Where(node => Paints(node) && node.Inputs.Any(IsSetting)).Take(MaxSamplers)];
        }

        return [.. painting.OrderBy(node => ComfyNames.IsDetailer(node.Class)).ThenBy(node => Earlier(node, painting))];
    }

    private static bool IsSetting(ComfyInput input) => input.Name is "steps" or "cfg" or "seed" or "noise_seed";

    private static bool Paints(ComfyNode node) =>
        node.Inputs.Any(input =>
            input.Link is not null
            && (ComfyNames.IsSide(input.Name, TextSide.Positive) || ComfyNames.IsConditioning(input.Name))
        );

    /// <summary>How many of the others this one works on the result of.</summary>
    private int Earlier(ComfyNode node, List<ComfyNode> painting)
    {
        var (reached, left) = (new HashSet<string>(StringComparer.Ordinal), new Queue<ComfyNode>([node]));
        while (left.TryDequeue(out var next) && reached.Count < ComfyGraph.MaxNodes)
        {
            foreach (var behind in next.Inputs.Select(input => graph.Find(input.Link)).OfType<ComfyNode>())
            {
                if (reached.Add(behind.Id))
                {
                    left.Enqueue(behind);
                }
            }
        }

        return painting.Count(other => reached.Contains(other.Id));
    }

    private void Follow(ComfyNode node, TextSide side, TextRole role, string? region = null, int depth = 0)
    {
        if (ComfyNames.IsZero(node.Class) || !seen.Add((node.Id, side, $"{role}{region}")) || !texts.MayStep(depth))
        {
            return;
        }

        var around = region;
        if (ComfyNames.IsRegion(node.Class))
        {
            region ??= RegionOf(node);
            // A text box adds a text for its region to a conditioning that still applies to the whole picture.
            around = ComfyNames.IsTextBox(node.Class) ? around : region;
        }

        var sides = Those(node.Inputs, input => ComfyNames.IsSide(input.Name, side));
        if (sides.Count > 0 && !ComfyNames.IsEncoder(node))
        {
            sides.ForEach(input => Take(node, input, side, role, region, depth));
            return;
        }

        var conditionings = Those(
            node.Inputs,
            input => input.Link is not null && ComfyNames.IsConditioning(input.Name)
        );
        var otherSide = side == TextSide.Positive ? TextSide.Negative : TextSide.Positive;
        conditionings.RemoveAll(input => ComfyNames.IsSide(input.Name, otherSide));
        // A sampler with a single conditioning has none for what should not be seen.
        if (side == TextSide.Negative && depth == 0)
        {
            return;
        }

        conditionings.ForEach(input => Behind(input, side, role, around, depth));
        if (AddTexts(node, side, role, region, depth) || conditionings.Count > 0)
        {
            return;
        }

        var passages = Those(node.Inputs, input => input.Link is not null && ComfyNames.IsPipe(input.Name));
        if (passages.Count == 0)
        {
            passages = Those(node.Inputs, input => input.Link is not null && !ComfyNames.IsOther(input.Name));
        }

        passages.ForEach(input => Behind(input, side, role, region, depth));
    }

    private void Take(ComfyNode node, ComfyInput input, TextSide side, TextRole role, string? region, int depth)
    {
        if (input.Text is { } own)
        {
            Add(new ComfyText(own, Exact: true), node, role, region);
        }
        else
        {
            Behind(input, side, role, region, depth);
        }
    }

    private void Behind(ComfyInput input, TextSide side, TextRole role, string? region, int depth)
    {
        if (graph.Find(input.Link) is { } behind)
        {
            Follow(behind, side, role, region, depth + 1);
        }
    }

    /// <summary>Adds the texts of a node: an encoder has one for each of its models; a text node has one, made from all its inputs.</summary>
    private bool AddTexts(ComfyNode node, TextSide side, TextRole role, string? region, int depth)
    {
        var inputs = Those(node.Inputs, input => ComfyNames.IsText(input.Name) && IsOfSide(input.Name, side));
        if (inputs.Count == 0)
        {
            return false;
        }

        var whole = ComfyNames.IsEncoder(node) && node.Find("populated_text") is null;
        List<ComfyText?> read = whole ? [.. inputs.Select(input => texts.Of(input, depth))] : [texts.Of(node, depth)];
        foreach (var text in read.OfType<ComfyText>())
        {
            Add(text, node, role, region);
        }

        // A text is linked but cannot be worked out: a language model wrote it, or a node stores it somewhere else.
        inexact |= read.Contains(null);
        return read.Exists(text => text is not null);
    }

    private static List<ComfyInput> Those(IEnumerable<ComfyInput> inputs, Func<ComfyInput, bool> are) =>
        [.. inputs.Where(are)];

    private static bool IsOfSide(string name, TextSide side) =>
        !ComfyNames.IsSide(name, side == TextSide.Positive ? TextSide.Negative : TextSide.Positive);

    private void Add(ComfyText text, ComfyNode node, TextRole role, string? region)
    {
        if (string.IsNullOrWhiteSpace(text.Value) || ComfyNames.IsFile(text.Value) || found.Count >= MaxTexts)
        {
            return;
        }

        inexact |= !text.Exact;
        var known = found.Exists(each => string.Equals(each.Text, text.Value, StringComparison.Ordinal));
        if (known && role is TextRole.Detail or TextRole.DetailNegative)
        {
            return;
        }

        var place = region is null ? node.Place : $"{node.Place}, {region}";
        var kind = region is not null && role == TextRole.Positive ? TextRole.Region : role;
        if (!found.Exists(each => each == new RecoveredText(text.Value, kind, place)))
        {
            found.Add(new RecoveredText(text.Value, kind, place));
        }
    }

    private static string RegionOf(ComfyNode node)
    {
        var numbers = (string[])["x", "y", "width", "height"];
        var box = numbers
            .Select(name => node.Find(name) is { Link: null } input ? input.Value.ToString() : null)
            .OfType<string>()
            .ToList();
        return box.Count == numbers.Length
            ? string.Create(CultureInfo.InvariantCulture, $"region {string.Join(' ', box)}")
            : "region";
    }

    /// <summary>
    /// Adds every text of the graph when no sampler was recognized. Its role follows from the names of its input and its node.
    /// </summary>
    /// <param name="isService">True when no node of the graph samples; then a node that calls a service paints.</param>
    private void AddLooseTexts(bool isService)
    {
        inexact = true;
        var sources = graph.Nodes.Where(node => !ComfyNames.IsNote(node.Class) && !ComfyNames.IsFileNode(node.Class));
        var linked = graph
            .Nodes.SelectMany(node => node.Inputs)
            .Where(input => input.Link is not null && ComfyNames.IsText(input.Name))
            .Select(input => input.Link!.Node)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var node in sources.Where(node => !linked.Contains(node.Id)).Take(MaxTexts))
        {
            foreach (var input in node.Inputs.Where(input => ComfyNames.IsText(input.Name)))
            {
                if (texts.Of(input, 0) is { } text)
                {
                    var negative =
                        ComfyNames.IsSide(input.Name, TextSide.Negative)
                        || ComfyNames.IsSide(node.Title, TextSide.Negative);
                    Add(text, node, negative ? TextRole.Negative : TextRole.Positive, null);
                }
            }
        }

        // When there is one node that calls a painting service, such as a model's API, with one prompt, there is no doubt.
        inexact =
            !isService
            || found.Count(text => text.Role == TextRole.Positive) != 1
            || graph.Nodes.Any(node => ComfyNames.IsWriter(node.Class));
    }
}
