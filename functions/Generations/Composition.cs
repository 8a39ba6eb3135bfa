using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>What Generate made: content, for the account's partition only.</summary>
internal sealed record Composition
{
    public StructuredPrompt? Prompt { get; init; }
    public IReadOnlyList<string>? SafetyCategories { get; init; }
}
