using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>
/// What Generate found and made: the columns that it adds to the generation's row. The answer alone also goes into the orchestration's
/// history; all else is content, which stays in the account's partition.
/// </summary>
internal sealed record GenerationResult([property: StoredAsJson] GenerateAnswer Answer)
{
    [StoredAsJson(typeof(PromptJson))]
    public StructuredPrompt? Prompt { get; init; }

    /// <summary>The further prompts of the same request.</summary>
    [StoredAsJson(typeof(PromptJson))]
    public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

    /// <summary>The choices it was made with, where they are not those of the request: a remix takes on its parent's.</summary>
    [StoredAsJson]
    public IdeaControls? Controls { get; init; }

    /// <summary>Painted and cleaned; they go to blobs.</summary>
    [NotStored]
    public IReadOnlyList<ResultPicture> Pictures { get; init; } = [];

    /// <summary>What the row says of <see cref="Pictures"/> once they are stored.</summary>
    [StoredAsJson]
    public IReadOnlyList<StoredPicture> Images { get; init; } = [];

    /// <summary>The answer is another attempt's, or may still become so: there is nothing to store.</summary>
    [NotStored]
    public bool IsAnothers { get; init; }

    /// <summary>The generation as this attempt has last written its row; null when it has not.</summary>
    [NotStored]
    public Generation? Row { get; init; }

    public GenerationResult SentTo(IEnumerable<ModelRoute> routes) =>
        this with
        {
            Answer = Answer with { SentTo = RouteNames.From(routes) },
        };
}
