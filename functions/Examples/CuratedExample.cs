using System.Text.Json.Serialization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Examples;

/// <summary>
/// An example of this project's own making: an idea with its choices, or a structured prompt. What it renders to is never
/// stored, so an example always shows what the engine does today.
/// </summary>
public sealed record CuratedExample
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Idea { get; init; }
    public StructuredPrompt? Prompt { get; init; }
    public IdeaControls? Controls { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The targets it is shown in.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>What there is to see.</summary>
    public required string Note { get; init; }

    public StructuredPrompt Compose() =>
        Prompt ?? IdeaComposer.Compose(new Idea { Text = Idea ?? "", Controls = Controls ?? new() });
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(CuratedExample[]))]
internal sealed partial class ExampleJson : JsonSerializerContext;
