using System.Text.Json.Serialization;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>The body of <c>POST /generations</c>. Limits: see <see cref="GenerationRequestRules"/>.</summary>
public sealed record GenerationRequest
{
    public required GenerationKind Kind { get; init; }
    public string? Idea { get; init; }
    public GenerationSource? Source { get; init; }
    public IReadOnlyList<string>? Targets { get; init; }
    public IdeaControls? Controls { get; init; }

    /// <summary>The generation that this one is a remix of; it fills in what is left out here. See <see cref="RemixRules"/>.</summary>
    public string? ParentId { get; init; }

    /// <summary>Fields of the parent's prompt that stay exactly as they are.</summary>
    public IReadOnlyList<string>? Lock { get; init; }

    /// <summary>Choices that replace the parent's.</summary>
    public RemixSwap? Swap { get; init; }

    /// <summary>The providers that may be sent the request; any of them when left out.</summary>
    public ProviderChoice? Providers { get; init; }

    /// <summary>False: only the first route is asked. When that one cannot answer, the generation fails and costs nothing.</summary>
    public bool? Fallback { get; init; }
}

/// <summary>With the value None nothing leaves the program: only the embedded engine is asked.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<ProviderChoice>))]
public enum ProviderChoice
{
    Any,
    None,
}

/// <summary>Where the picture is: exactly one of the two.</summary>
public sealed record GenerationSource
{
    public string? UploadId { get; init; }
    public string? Url { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<GenerationKind>))]
public enum GenerationKind
{
    TextToPrompt,
    ImageToPrompt,
    TextToImage,
}

/// <summary>Queued and running are on the way; the rest are final. Refused is safety, rejected is credits or limits: both cost nothing.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<GenerationStatus>))]
public enum GenerationStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Refused,
    Rejected,

    /// <summary>Could not be settled by itself; a person looks at it.</summary>
    Parked,
}
