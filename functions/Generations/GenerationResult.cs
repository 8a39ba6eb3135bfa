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

    /// <summary>
    /// The choices that the result was made with, when they differ from those of the request, as a remix takes on choices of its parent;
    /// null otherwise.
    /// </summary>
    [StoredAsJson]
    public IdeaControls? Controls { get; init; }

    /// <summary>The pictures that were painted and cleaned. They are stored as blobs.</summary>
    [NotStored]
    public IReadOnlyList<ResultPicture> Pictures { get; init; } = [];

    /// <summary>What the row says of <see cref="Pictures"/> once they are stored.</summary>
    [StoredAsJson]
    public IReadOnlyList<StoredPicture> Images { get; init; } = [];

    /// <summary>True when another attempt has answered, or may still answer, so that this result must not be stored.</summary>
    [NotStored]
    public bool IsAnothers { get; init; }

    /// <summary>The generation's row as this attempt wrote it last; null when this attempt has not written it.</summary>
    [NotStored]
    public Generation? Row { get; init; }

    public GenerationResult SentTo(IEnumerable<ModelRoute> routes) =>
        this with
        {
            Answer = Answer with { SentTo = RouteNames.From(routes) },
        };
}
