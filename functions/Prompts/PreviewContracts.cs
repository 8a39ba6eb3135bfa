namespace AiPromptGen.Prompts;

/// <summary>Body of <c>POST /prompts/preview</c>.</summary>
public sealed record PreviewRequest
{
    public required string Idea { get; init; }

    /// <summary>Left out, nothing is added to the words: as with <c>detail: off</c>.</summary>
    public IdeaControls? Controls { get; init; }

    /// <summary>All when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Findings come with it.</summary>
    public bool? Lint { get; init; }

    /// <summary>Renderings tell where the words of each slot stand.</summary>
    public bool? Spans { get; init; }
}

public sealed record PreviewView
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>By target id.</summary>
    public required IReadOnlyDictionary<string, Rendering> Renderings { get; init; }

    /// <summary>Only when asked for.</summary>
    public IReadOnlyList<LintFinding>? Findings { get; init; }
}

/// <summary>Body of <c>POST /prompts/recover</c>: what a program on the person's device read out of a picture's file.</summary>
public sealed record RecoverRequest
{
    /// <summary>
    /// By key: keywords of a PNG's text chunks as written there, names of EXIF tags such as UserComment. The picture itself
    /// stays where it is.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>All when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }
}

/// <summary>A prompt that was found, exactly as it was written, and what it becomes elsewhere.</summary>
public sealed record RecoverView
{
    /// <summary>False: none of the texts holds a prompt of a known tool; there is nothing else then.</summary>
    public required bool Found { get; init; }

    /// <summary>The tool that wrote it.</summary>
    public PromptGenerator? Generator { get; init; }
    public StructuredPrompt? Prompt { get; init; }

    /// <summary>By target id.</summary>
    public IReadOnlyDictionary<string, Rendering>? Renderings { get; init; }
}
