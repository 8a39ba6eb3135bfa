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

    /// <summary>Who may be sent the request; left out, any provider.</summary>
    public ProviderChoice? Providers { get; init; }

    /// <summary>False: only the first route is asked, and when it cannot answer the generation fails, free.</summary>
    public bool? Fallback { get; init; }
}

/// <summary>None: nothing leaves the program; the embedded engine answers.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<ProviderChoice>))]
public enum ProviderChoice
{
    Any,
    None,
}

/// <summary>As the controls of the same names; an empty text has the choice made anew.</summary>
public sealed record RemixSwap
{
    public string? Style { get; init; }
    public string? Medium { get; init; }
    public string? Lighting { get; init; }
    public string? Camera { get; init; }
    public string? Composition { get; init; }
    public string? Mood { get; init; }
    public string? Palette { get; init; }
    public string? AspectRatio { get; init; }
    public string? Quality { get; init; }
    public string? Negative { get; init; }
    public string? Shot { get; init; }
    public string? Motion { get; init; }
    public string? CameraMove { get; init; }
    public string? Duration { get; init; }
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

/// <summary>A generation as its owner sees it.</summary>
internal sealed record GenerationView
{
    public required string Id { get; init; }
    public required GenerationKind Kind { get; init; }
    public required GenerationStatus Status { get; init; }
    public required CreditsView Credits { get; init; }
    public string? Idea { get; init; }
    public string? ParentId { get; init; }
    public RouteView? Route { get; init; }

    /// <summary>Every provider that was sent the request, whether it answered or not; absent where nothing left the program.</summary>
    public IReadOnlyList<RouteView>? SentTo { get; init; }
    public SafetyView? Safety { get; init; }
    public ResultView? Result { get; init; }
    public ProblemView? Problem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In a list that was asked for with <c>view=summary</c>, in place of the result and the idea.</summary>
    public GenerationSummary? Summary { get; init; }
}

/// <summary>Enough to show one line of a history.</summary>
internal sealed record GenerationSummary
{
    /// <summary>The beginning of the idea or of the prompt; at most 120 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Targets that it was asked for.</summary>
    public required int Targets { get; init; }

    /// <summary>"16:9"; absent where the prompt has none.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>Of the prompt's palette, "#RRGGBB".</summary>
    public IReadOnlyList<string>? Colors { get; init; }

    public IReadOnlyList<ImageView>? Images { get; init; }
}

/// <summary>Credits; balance is the account's posted balance at the time of the answer.</summary>
internal sealed record CreditsView(long Reserved, long Charged, long? Balance);

internal sealed record RouteView(string Provider, string Model);

internal sealed record SafetyView(string Decision, string Stage, IReadOnlyList<string> Categories);

internal sealed record ResultView(StructuredPrompt Prompt, IReadOnlyDictionary<string, Rendering> Renderings)
{
    /// <summary>The further prompts; not in lists.</summary>
    public IReadOnlyList<VariationView>? Variations { get; init; }

    /// <summary>Of text-to-image; at least one.</summary>
    public IReadOnlyList<ImageView>? Images { get; init; }

    /// <summary>Why the result cost nothing; absent when it had a price.</summary>
    public FreeView? Free { get; init; }
}

/// <param name="Reason">Of <see cref="FreeRules"/>.</param>
internal sealed record FreeView(string Reason, string Message);

/// <summary>A painted picture: a link that works until <see cref="ExpiresAt"/>, or none when the picture itself has expired.</summary>
internal sealed record ImageView
{
    public Uri? Url { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A small copy for lists; it works as long as <see cref="Url"/> does.</summary>
    public Uri? ThumbnailUrl { get; init; }

    /// <summary>In pixels; absent of pictures from before it was kept.</summary>
    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>Of IPTC's list, as the picture says it of itself; absent of pictures from before they did.</summary>
    public Uri? DigitalSourceType { get; init; }

    /// <summary>What the provider says it painted.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>True or absent.</summary>
    public bool? Expired { get; init; }
}

internal sealed record VariationView(StructuredPrompt Prompt, IReadOnlyDictionary<string, Rendering> Renderings);

internal sealed record ProblemView(string Code, string Title, string Detail);
