namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>One stretch of the prompt that is kept or left out as a whole.</summary>
internal sealed record Piece(SlotGroup Group, string Path, string Text, bool Locked)
{
    public double Weight { get; init; } = 1;

    /// <summary>True when the text is in the target's own syntax already, so that nothing in it is changed.</summary>
    public bool IsWritten { get; init; }

    /// <summary>How many tokens of CLIP the text has; null when they were not counted as the piece was made.</summary>
    public int? Tokens { get; init; }

    /// <summary>Only for JSON targets: true when the words are in a subject's phrase already.</summary>
    public bool Inline { get; init; }
}

/// <summary>A rendering while it is being made.</summary>
/// <param name="shared">What other renderings of the same prompt have made already; null when there are none.</param>
internal sealed class RenderingState(StructuredPrompt prompt, PromptTarget target, SharedParts? shared = null)
{
    private static readonly ListPath Negatives = new("negatives");

    public StructuredPrompt Prompt { get; } = prompt;

    public PromptTarget Target { get; } = target;

    public SharedParts Shared { get; } = shared ?? new SharedParts(prompt);

    /// <summary>The pieces in the fixed order of slots.</summary>
    public List<Piece> Pieces { get; } = new(16);

    public List<ToolParameter> Parameters { get; } = [];

    public List<DroppedSlot> Dropped { get; } = [];

    public List<RenderWarning> Warnings { get; } = [];

    public string? NegativeField { get; set; }

    /// <summary>What must not appear and is not in <see cref="NegativeField"/> yet, with its path in the structured prompt.</summary>
    public List<(string Path, Negative Negative)> Unwanted { get; } =
    [.. prompt.Negatives.Select((negative, i) => (Negatives[i], negative))];

    public void Drop(string path, string value, string reason) => Dropped.Add(new DroppedSlot(path, value, reason));

    /// <summary>
    /// Whether the slot's words are in a subject's phrase. The slot's own mark may be wrong, because the subject may have changed since.
    /// </summary>
    public bool Says(Slot slot)
    {
        if (!slot.Inline)
        {
            return false;
        }

        foreach (var subject in Prompt.Subjects)
        {
            if (subject.Phrase?.Value.Contains(slot.Value, StringComparison.OrdinalIgnoreCase) is true)
            {
                return true;
            }
        }

        return false;
    }

    public void Warn(string code, string message) => Warnings.Add(new RenderWarning(code, message));
}
