namespace AiPromptGen.Prompts.Syntax;

/// <summary>
/// A slot that is not in the prompt, and why: "budget", "limit" (more than the target takes of its kind), "negative", or
/// "request" for words to the tool.
/// </summary>
public sealed record DroppedSlot(string Path, string Value, string Reason);

/// <summary>The code is stable; the message is for people.</summary>
public sealed record RenderWarning(string Code, string Message);

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
}
