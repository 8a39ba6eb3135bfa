namespace AiPromptGen.Prompts.Syntax;

/// <summary>Something that is not in the prompt, or not all of it, and why: one of <see cref="DropReasons"/>.</summary>
/// <param name="Path">Its place in the structured prompt; "verbatim.prompt" for a part of a finished prompt.</param>
/// <param name="Value">For a slot its words; for a part of a finished prompt as it was written.</param>
/// <param name="Reason">A stable word.</param>
public sealed record DroppedSlot(string Path, string Value, string Reason);

/// <summary>Stable words for why something is not in a rendering.</summary>
public static class DropReasons
{
    /// <summary>No room, and not the person's own words.</summary>
    public const string Budget = "budget";

    /// <summary>More than the target takes of its kind.</summary>
    public const string Limit = "limit";

    /// <summary>The target has no negatives and no positive wording is known.</summary>
    public const string Negative = "negative";

    /// <summary>Words to the tool.</summary>
    public const string Request = "request";

    /// <summary>The target has no weights: the words stand, the number does not.</summary>
    public const string Weight = "weight";

    /// <summary>"[cat:dog:0.5]": the words stand, when they are drawn does not.</summary>
    public const string Editing = "prompt-editing";

    /// <summary>BREAK, AND, ".blend(…)", "::": the words around it stand.</summary>
    public const string Instruction = "instruction";

    /// <summary>"{red, green}": the first stands.</summary>
    public const string Choice = "choice";

    /// <summary>"&lt;lora:film:0.8&gt;".</summary>
    public const string Network = "network";

    /// <summary>The address of a picture.</summary>
    public const string Image = "image";

    /// <summary>A setting that the target does not have, or not with this value.</summary>
    public const string Setting = "setting";

    /// <summary>Where a thing stands in the picture, in numbers.</summary>
    public const string Position = "position";

    /// <summary>Movement, for a target that makes still pictures.</summary>
    public const string Still = "still";
}

/// <summary>The code is stable; the message is for people.</summary>
public sealed record RenderWarning(string Code, string Message);

/// <summary>
/// Words of a rendered prompt and the slot that they come from, so that a page can mark them. Places are UTF-16 units.
/// </summary>
/// <param name="Path">
/// As in <see cref="DroppedSlot"/>: "styles[1]" or "lighting.source"; of a color "palette[0].name", of a thing to leave out
/// "negatives[0]".
/// </param>
public sealed record RenderedSpan(int Start, int Length, string Path);

public sealed record Rendering
{
    public required string Prompt { get; init; }

    /// <summary>The second field of targets that have one; null elsewhere.</summary>
    public string? Negative { get; init; }

    public required IReadOnlyList<ToolParameter> Parameters { get; init; }
    public required int Count { get; init; }
    public required int Limit { get; init; }
    public required BudgetUnit Unit { get; init; }
    public required CountKind CountKind { get; init; }
    public required IReadOnlyList<DroppedSlot> Dropped { get; init; }
    public required IReadOnlyList<RenderWarning> Warnings { get; init; }

    /// <summary>Where in <see cref="Prompt"/> the words of each slot stand; null unless it was asked for.</summary>
    public IReadOnlyList<RenderedSpan>? Spans { get; init; }
}
