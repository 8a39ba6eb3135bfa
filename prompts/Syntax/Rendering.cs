namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// Something that is missing from the prompt, as a whole or in part, and the reason, which is one of <see cref="DropReasons"/>.
/// </summary>
/// <param name="Path">Its place in the structured prompt; "verbatim.prompt" for a part of a finished prompt.</param>
/// <param name="Value">The words of a slot; a part of a finished prompt as it was written.</param>
/// <param name="Reason">A stable word of <see cref="DropReasons"/>.</param>
public sealed record DroppedSlot(string Path, string Value, string Reason);

/// <summary>Stable words for why something is not in a rendering.</summary>
public static class DropReasons
{
    /// <summary>There was no room, and the words were not the person's own.</summary>
    public const string Budget = "budget";

    /// <summary>There were more of its kind than the target takes.</summary>
    public const string Limit = "limit";

    /// <summary>The target has no negatives, and no positive wording for this one is known.</summary>
    public const string Negative = "negative";

    /// <summary>The words are addressed to the tool.</summary>
    public const string Request = "request";

    /// <summary>The target has no weights, so the number is left out; the words are kept.</summary>
    public const string Weight = "weight";

    /// <summary>"[cat:dog:0.5]": the words are kept, but not when they are drawn.</summary>
    public const string Editing = "prompt-editing";

    /// <summary>BREAK, AND, ".blend(…)", "::": the words around it are kept.</summary>
    public const string Instruction = "instruction";

    /// <summary>"{red, green}": the first option is kept.</summary>
    public const string Choice = "choice";

    /// <summary>A network, "&lt;lora:film:0.8&gt;", that the target cannot load.</summary>
    public const string Network = "network";

    /// <summary>The address of a picture.</summary>
    public const string Image = "image";

    /// <summary>A setting that the target does not have, or does not take with this value.</summary>
    public const string Setting = "setting";

    /// <summary>The place of a thing in the picture, in numbers.</summary>
    public const string Position = "position";

    /// <summary>A movement, which a target of still pictures cannot show.</summary>
    public const string Still = "still";
}

/// <summary>A warning of the renderer. The code is stable; the message is for people.</summary>
public sealed record RenderWarning(string Code, string Message);

/// <summary>
/// A stretch of a rendered prompt and the slot that its words come from, so that a page can mark them. Places are in UTF-16 units.
/// </summary>
/// <param name="Path">
/// As in <see cref="DroppedSlot"/>: "styles[1]" or "lighting.source"; of a color "palette[0].name", of a thing to leave out
/// "negatives[0]".
/// </param>
public sealed record RenderedSpan(int Start, int Length, string Path);

public sealed record Rendering
{
    public required string Prompt { get; init; }

    /// <summary>The second text field; null for targets that have none.</summary>
    public string? Negative { get; init; }

    public required IReadOnlyList<ToolParameter> Parameters { get; init; }
    public required int Count { get; init; }
    public required int Limit { get; init; }
    public required BudgetUnit Unit { get; init; }
    public required CountKind CountKind { get; init; }
    public required IReadOnlyList<DroppedSlot> Dropped { get; init; }
    public required IReadOnlyList<RenderWarning> Warnings { get; init; }

    /// <summary>Where the words of each slot are in <see cref="Prompt"/>; null unless the caller asked for that.</summary>
    public IReadOnlyList<RenderedSpan>? Spans { get; init; }
}
