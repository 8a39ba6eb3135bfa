using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>What Generate made: content, for the account's partition only.</summary>
internal sealed record Composition
{
    public StructuredPrompt? Prompt { get; init; }

    /// <summary>The further prompts of the same request.</summary>
    public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

    /// <summary>The choices it was made with, where they are not those of the request: a remix takes on its parent's.</summary>
    public IdeaControls? Controls { get; init; }
}
