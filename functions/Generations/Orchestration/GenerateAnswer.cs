namespace AiPromptGen.Generations.Orchestration;

/// <summary>How a generation ended: enough to settle and to audit, nothing of the content. Its row keeps it, too.</summary>
public sealed record GenerateAnswer
{
    public required GenerationStatus Status { get; init; }
    public long PriceCredits { get; init; }
    public string? ProblemCode { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }

    /// <summary>
    /// Every route that was sent the request, whether it answered or not: "provider/model", parted by commas. Null where nothing
    /// left the program.
    /// </summary>
    public string? SentTo { get; init; }

    /// <summary>Why it costs nothing, where prompts and route alone do not say it: of <see cref="FreeRules"/>.</summary>
    public string? FreeReason { get; init; }
    public string? SafetyDecision { get; init; }
    public string? SafetyStage { get; init; }

    /// <summary>Of <see cref="AiPromptGen.Prompts.ContentCategories"/>, parted by commas.</summary>
    public string? SafetyCategories { get; init; }

    /// <summary>Without a result.</summary>
    public static GenerateAnswer Of(GenerationStatus status, string problemCode) =>
        new() { Status = status, ProblemCode = problemCode };
}
