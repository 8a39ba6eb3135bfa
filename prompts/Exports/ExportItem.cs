namespace AiPromptGen.Prompts.Exports;

/// <summary>One prompt on its way into a file.</summary>
public sealed record ExportItem
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Folder { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>Ids; all targets when empty. Formats of one tool have a target of their own.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    internal IEnumerable<(PromptTarget Target, Rendering Rendering)> Renderings() =>
        (Targets.Count == 0 ? PromptTargets.All : Targets.Select(PromptTargets.Find).OfType<PromptTarget>()).Select(
            target => (target, PromptRenderer.Render(Prompt, target))
        );

    internal Rendering For(string target) => PromptRenderer.Render(Prompt, PromptTargets.Find(target)!);
}
