using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>What Generate found and made. The answer goes into history; the rest is content, for the account's partition only.</summary>
internal sealed record GenerationResult(GenerateAnswer Answer)
{
    public StructuredPrompt? Prompt { get; init; }

    /// <summary>The further prompts of the same request.</summary>
    public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

    /// <summary>The choices it was made with, where they are not those of the request: a remix takes on its parent's.</summary>
    public IdeaControls? Controls { get; init; }

    /// <summary>Painted and cleaned; they go to blobs.</summary>
    public IReadOnlyList<ResultPicture> Pictures { get; init; } = [];

    /// <summary>What the row says of <see cref="Pictures"/> once they are stored.</summary>
    public IReadOnlyList<StoredPicture> Images { get; init; } = [];

    /// <summary>The answer is another attempt's, or may still become so: there is nothing to store.</summary>
    public bool IsAnothers { get; init; }

    /// <summary>The generation as this attempt has last written its row; null when it has not.</summary>
    public Generation? Row { get; init; }

    public GenerationResult SentTo(IEnumerable<ModelRoute> routes) =>
        this with
        {
            Answer = Answer with { SentTo = RouteNames.From(routes) },
        };
}
