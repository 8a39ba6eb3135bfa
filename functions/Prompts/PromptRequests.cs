namespace AiPromptGen.Prompts;

public sealed record RenderRequest
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>All when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Renderings tell where the words of each slot stand.</summary>
    public bool? Spans { get; init; }
}

public sealed record RenderedPrompt(IReadOnlyDictionary<string, Rendering> Renderings);

/// <summary>Exactly one of <see cref="Prompt"/> and <see cref="Text"/>.</summary>
public sealed record LintRequest
{
    public StructuredPrompt? Prompt { get; init; }
    public string? Text { get; init; }
    public string? Target { get; init; }
}

public sealed record LintedPrompt(IReadOnlyList<LintFinding> Findings);
