using AiPromptGen.Generations.Images;
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

    /// <summary>Painted and cleaned; they go to blobs.</summary>
    public IReadOnlyList<ResultPicture> Pictures { get; init; } = [];

    /// <summary>What the row says of <see cref="Pictures"/> once they are stored.</summary>
    public IReadOnlyList<ResultImage> Images { get; init; } = [];
}
