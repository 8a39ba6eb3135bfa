using AiPromptGen.Prompts;

namespace AiPromptGen.Examples;

/// <param name="Tags">Each tag with the number of examples that search and target leave.</param>
/// <param name="Total">How many examples all filters together leave.</param>
/// <param name="Cursor">Send it to get the next page; absent on the last one.</param>
public sealed record ExampleList(
    IReadOnlyList<ExampleView> Examples,
    IReadOnlyDictionary<string, int> Tags,
    int Total,
    string? Cursor
);

/// <summary>An example with its prompts, rendered for this answer.</summary>
public sealed record ExampleView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Idea { get; init; }
    public IdeaControls? Controls { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<string> Targets { get; init; }
    public required string Note { get; init; }

    public StructuredPrompt? Prompt { get; init; }

    public required IReadOnlyDictionary<string, Rendering> Renderings { get; init; }

    /// <param name="target">The one target to render for; null: those the example names.</param>
    public static ExampleView Of(CuratedExample example, string? target = null)
    {
        var prompt = example.Compose();
        return new ExampleView
        {
            Id = example.Id,
            Title = example.Title,
            Idea = example.Idea,
            Controls = example.Controls,
            Tags = example.Tags,
            Targets = example.Targets,
            Note = example.Note,
            Prompt = prompt,
            Renderings = (target is null ? example.Targets : [target]).ToDictionary(
                id => id,
                id => PromptRenderer.Render(prompt, PromptTargets.Find(id)!),
                StringComparer.Ordinal
            ),
        };
    }
}
