using System.Globalization;
using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// Works out the text that a node gives, through nodes that join, choose, replace or pass on texts; null when there is no text behind it. A
/// text is exact when the result of every step to it follows from the file.
/// </summary>
internal sealed class ComfyTexts(ComfyGraph graph)
{
    /// <summary>The most steps from a sampler to a text; real graphs have fewer than thirty. It also ends a cycle.</summary>
    public const int MaxDepth = 64;

    /// <summary>
    /// The most nodes that are looked at for one picture, with repetitions: in a hostile graph the number of paths can double at each step.
    /// </summary>
    private const int MaxSteps = 20_000;

    private int steps;

    /// <summary>Whether a limit ended the search, so that some texts may not have been seen.</summary>
    public bool CutShort { get; private set; }

    /// <summary>False once a limit is reached; counts the step otherwise.</summary>
    public bool MayStep(int depth)
    {
        CutShort |= depth > MaxDepth || ++steps > MaxSteps;
        return !CutShort;
    }

    public ComfyText? Of(ComfyNode node, int depth = 0)
    {
        if (!MayStep(depth))
        {
            return null;
        }

        if (node.Find("populated_text") is { Text: { Length: > 0 } populated })
        {
            // Wildcards were replaced when the picture was made; this is the text after that.
            return new ComfyText(populated, Exact: true);
        }

        if (ComfyNames.IsDisplay(node.Class))
        {
            return Displayed(node, depth);
        }

        if (ComfyNames.IsSwitch(node.Class))
        {
            return Chosen(node, depth);
        }

        var parts = node
            .Inputs.Where(input => ComfyNames.IsText(input.Name))
            .Select(input => Of(input, depth))
            .OfType<ComfyText>()
            .ToList();
        if (parts.Count == 0)
        {
            parts = [.. node.Inputs.Where(IsPassage).Take(1).Select(input => Of(input, depth)).OfType<ComfyText>()];
        }

        return parts.Count == 0 ? null
            : ComfyNames.IsReplace(node.Class) ? Replaced(node, parts[0])
            : Joined(node, parts);
    }

    /// <summary>
    /// Joins texts. A text that tells a language model how to write prompts is not part of the prompt: when it is joined with another text,
    /// the person wrote that other one.
    /// </summary>
    private static ComfyText Joined(ComfyNode node, List<ComfyText> parts)
    {
        var said = parts.FindAll(part => !part.Instructs);
        var text =
            said.Count == 0 || said.Count == parts.Count
                ? Whole(node, parts)
                : Whole(node, said) with
                {
                    Exact = false,
                };
        return said.Count == 0 || ComfyNames.IsInstructions(node.Title, text.Value)
            ? text with
            {
                Instructs = true,
            }
            : text;
    }

    /// <summary>The text of an input: its own value, or the text of the node that it is linked to.</summary>
    public ComfyText? Of(ComfyInput input, int depth) =>
        input.Text is { } own ? new ComfyText(own, Exact: true)
        : graph.Find(input.Link) is { } behind ? Of(behind, depth + 1)
        : null;

    /// <summary>Whether the input only passes a value on, as a reroute does, whose single input may have any name.</summary>
    private static bool IsPassage(ComfyInput input) => input.Link is not null && !ComfyNames.IsOther(input.Name);

    private static ComfyText Whole(ComfyNode node, List<ComfyText> parts)
    {
        var delimiter = node.Inputs.FirstOrDefault(input => ComfyNames.IsDelimiter(input.Name)).Text;
        var writes = ComfyNames.IsWriter(node.Class);
        if (parts.Count == 1)
        {
            return parts[0] with { Exact = parts[0].Exact && !writes };
        }

        var trims = IsOn(node.Find("clean_whitespace"));
        var texts = parts.Select(part => trims ? part.Value.Trim() : part.Value);
        var joined = string.Join(Unescaped(delimiter ?? ", "), trims ? texts.Where(text => text.Length > 0) : texts);
        return new ComfyText(
            joined,
            Exact: delimiter is not null
                && ComfyNames.IsJoin(node.Class)
                && !writes
                && parts.TrueForAll(part => part.Exact)
        );
    }

    private static ComfyText Replaced(ComfyNode node, ComfyText text)
    {
        var (find, with) = (node.Find("find")?.Text, node.Find("replace")?.Text);
        return
            string.IsNullOrEmpty(find)
            || with is null
            || node.Class.Contains("regex", StringComparison.OrdinalIgnoreCase)
            ? text with
            {
                Exact = false,
            }
            : text with
            {
                Value = text.Value.Replace(find, with, StringComparison.Ordinal),
            };
    }

    /// <summary>
    /// The text of a node that shows texts: the one that it is linked to or, when that cannot be worked out, the one that it showed last.
    /// </summary>
    private ComfyText? Displayed(ComfyNode node, int depth)
    {
        var linked = node
            .Inputs.Where(input => input.Link is not null && !ComfyNames.IsOther(input.Name))
            .Select(input => Of(input, depth))
            .OfType<ComfyText>()
            .FirstOrDefault();
        var shown = node.Inputs.Select(input => input.Text).LastOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return linked is { Exact: true } || shown is null ? linked : new ComfyText(shown, Exact: false);
    }

    /// <summary>
    /// The text of the input that a switch lets through: by number from 1, by true or false, or the first one that has a text.
    /// </summary>
    private ComfyText? Chosen(ComfyNode node, int depth)
    {
        var selectors = node.Inputs.Where(input => ComfyNames.IsSelector(input.Name)).ToList();
        var selector = selectors
            .Select(Settled)
            .FirstOrDefault(input =>
                input.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            );
        var choices = node
            .Inputs.Where(input =>
                !ComfyNames.IsSelector(input.Name) && (input.Link is not null || input.Text is not null)
            )
            .ToList();
        var chosen = selector.Value.ValueKind switch
        {
            JsonValueKind.Number when selector.Value.TryGetInt32(out var number) => Numbered(choices, number),
            JsonValueKind.True => choices.Find(input => IsNamed(input, "true", "1", "a")),
            JsonValueKind.False => choices.Find(input => IsNamed(input, "false", "2", "b")),
            _ => default,
        };
        if (chosen.Name is not null)
        {
            return Of(chosen, depth);
        }

        var first = choices.Select(input => Of(input, depth)).FirstOrDefault(text => text is not null);
        // Without a selector the first input that is linked goes through (rgthree's "Any Switch").
        return first is null ? null : first with { Exact = first.Exact && selectors.Count == 0 };
    }

    /// <summary>A selector with its value, which may be in a node of its own that holds nothing else.</summary>
    private ComfyInput Settled(ComfyInput selector)
    {
        for (var (input, depth) = (selector, 0); depth < MaxDepth; depth++)
        {
            if (input.Link is null)
            {
                return selector with { Link = null, Value = input.Value };
            }

            if (graph.Find(input.Link) is not { Inputs: [var only] })
            {
                break;
            }

            input = only;
        }

        return selector with
        {
            Value = default,
        };
    }

    private static ComfyInput Numbered(List<ComfyInput> choices, int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return choices.Find(input => string.Equals(NumberOf(input.Name), digits, StringComparison.Ordinal));
    }

    private static string NumberOf(string name) =>
        name[(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..].TrimStart('0');

    private static bool IsNamed(ComfyInput input, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (input.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOn(ComfyInput? input) =>
        input is { Value.ValueKind: JsonValueKind.True }
        || string.Equals(input?.Text, "true", StringComparison.OrdinalIgnoreCase);

    private static string Unescaped(string delimiter) => delimiter.Replace("\\n", "\n", StringComparison.Ordinal);
}

internal sealed record ComfyText(string Value, bool Exact)
{
    /// <summary>Whether the text tells a language model what to do with another text.</summary>
    public bool Instructs { get; init; }
}
