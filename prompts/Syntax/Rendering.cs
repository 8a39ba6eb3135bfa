namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// A slot that is not in the prompt, and why: "budget", "limit" (more than the target takes of its kind), "negative", or
/// "request" for words to the tool.
/// </summary>
public sealed record DroppedSlot(string Path, string Value, string Reason);

/// <summary>The code is stable; the message is for people.</summary>
public sealed record RenderWarning(string Code, string Message);

/// <summary>
/// Words of a rendered prompt and the slot that they come from, so that a page can mark them. Places are UTF-16 units.
/// </summary>
/// <param name="Path">
/// As in <see cref="DroppedSlot"/>: "styles[1]" or "lighting.source"; of a colour "palette[0].name", of a thing to leave out
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
