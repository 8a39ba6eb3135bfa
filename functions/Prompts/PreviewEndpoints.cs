using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Prompts;

/// <summary>
/// Previews for a page while a person types, and reading the prompt inside a picture's file. Both are free and need no sign-in, and nothing
/// is kept.
/// </summary>
internal sealed class PreviewEndpoints(AddressLimiter limiter)
{
    /// <summary>Previews with added detail that one address may have in a day. Otherwise added detail is what people pay for.</summary>
    private const int DetailedADay = 5;

    /// <summary>Bytes of a request to recover a prompt. ComfyUI's graphs are long.</summary>
    private const int MaxRecoverBytes = 256 * 1024;

    /// <summary>Texts in one request; a picture's file has a handful.</summary>
    private const int MaxTexts = 64;

    [AllowAnonymous]
    [Function("PreviewPrompt")]
    public async Task<IResult> PreviewAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/preview")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        limiter.AdmitPrompt(request);
        var body = await RequestBody.ReadJsonAsync<PreviewRequest>(request, cancellationToken);
        var targets = IdeaRules.Check(body).ToList();
        var controls = (body.Controls ?? new IdeaControls { Detail = DetailLevel.Off }) with { Variations = null };
        if (controls.Detail != DetailLevel.Off && limiter.TakeTurn(request, "detail", DetailedADay) is { } seconds)
        {
            throw DetailLimited(seconds).ToException();
        }

        var idea = new Idea { Text = body.Idea, Controls = controls };
        var prompt = FinishedPrompt.Compose(idea with { Text = IdeaVariations.Texts(idea)[0] });
        return Answers.Json(
            new PreviewView
            {
                Prompt = prompt,
                Renderings = PromptRenderer.RenderAll(prompt, targets, body.Spans is true),
                Findings = body.Lint is true ? PromptLint.Check(prompt, target: null) : null,
            }
        );
    }

    [AllowAnonymous]
    [Function("RecoverPrompt")]
    public async Task<IResult> RecoverAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/recover")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        limiter.AdmitPrompt(request);
        var body = await RequestBody.ReadJsonAsync<RecoverRequest>(request, MaxRecoverBytes, cancellationToken);
        Check(body);
        var texts = new PictureTexts();
        foreach (var (key, text) in body.Texts)
        {
            texts.Add(key, text);
        }

        if (MetadataReader.ReadPrompt(texts) is not { } found)
        {
            return Answers.Json(new RecoverView { Found = false });
        }

        var prompt = RecoveredDraft.Compose(frame: null, found, new StructuredPrompt());
        ContentProblems.ThrowIfRefused(ContentRules.Check(prompt));
        var targets = body.Targets is { } ids ? ids.Select(id => PromptTargets.Find(id)!) : PromptTargets.All;
        return Answers.Json(
            new RecoverView
            {
                Found = true,
                Generator = found.Generator,
                Prompt = prompt,
                Renderings = PromptRenderer.RenderAll(prompt, targets, withSpans: true),
            }
        );
    }

    /// <exception cref="ProblemException">400 with one error for each mistake.</exception>
    private static void Check(RecoverRequest request)
    {
        var errors = new List<ProblemError>(PromptRequestRules.TargetMistakes(request.Targets));
        if (request.Texts is not { Count: > 0 })
        {
            errors.Add(new ProblemError("texts", "value-missing", "Send at least one text."));
        }
        else if (request.Texts.Count > MaxTexts)
        {
            errors.Add(new ProblemError("texts", "list-too-long", $"At most {MaxTexts}."));
        }
        else if (request.Texts.Any(text => text.Value is null))
        {
            errors.Add(new ProblemError("texts", "value-missing", "Each text is a string."));
        }

        if (errors.Count > 0)
        {
            throw Problems.Invalid(errors).ToException();
        }
    }

    private static Problem DetailLimited(int seconds) =>
        new(
            429,
            "preview-limited",
            "No more free detail today",
            "Added detail is free five times a day. Sign in to add it for a credit, or ask with detail off."
        )
        {
            RetryAfterSeconds = seconds,
        };
}

/// <summary>Body of <c>POST /prompts/preview</c>.</summary>
public sealed record PreviewRequest
{
    public required string Idea { get; init; }

    /// <summary>When they are left out, nothing is added to the words, as with <c>detail: off</c>.</summary>
    public IdeaControls? Controls { get; init; }

    /// <summary>Target ids; all targets when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>True adds findings to the answer.</summary>
    public bool? Lint { get; init; }

    /// <summary>True adds to each rendering where the words of each slot are.</summary>
    public bool? Spans { get; init; }
}

public sealed record PreviewView
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>The renderings by target id.</summary>
    public required IReadOnlyDictionary<string, Rendering> Renderings { get; init; }

    /// <summary>Null unless the request asks for them.</summary>
    public IReadOnlyList<LintFinding>? Findings { get; init; }
}

/// <summary>Body of <c>POST /prompts/recover</c>: what a program on the person's device read out of a picture's file.</summary>
public sealed record RecoverRequest
{
    /// <summary>
    /// The texts by key: the keywords of a PNG's text chunks as they are written there, and names of EXIF tags such as UserComment. The
    /// picture itself stays on the person's device.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>Target ids; all targets when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }
}

/// <summary>A prompt that was found, exactly as it was written, and what it becomes elsewhere.</summary>
public sealed record RecoverView
{
    /// <summary>False when none of the texts holds a prompt of a known tool; then the answer has no other members.</summary>
    public required bool Found { get; init; }

    /// <summary>The tool that wrote it.</summary>
    public PromptGenerator? Generator { get; init; }
    public StructuredPrompt? Prompt { get; init; }

    /// <summary>The renderings by target id.</summary>
    public IReadOnlyDictionary<string, Rendering>? Renderings { get; init; }
}
