using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Prompts;

/// <summary>The engine without an account. It is free, and nothing that is sent is kept or logged.</summary>
internal sealed class PromptEndpoints(AddressLimiter limiter)
{
    [AllowAnonymous]
    [Function("RenderPrompt")]
    public async Task<IResult> RenderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/render")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        limiter.AdmitPrompt(request);
        var body = await RequestBody.ReadJsonAsync<RenderRequest>(request, cancellationToken);
        var targets = PromptRequestRules.Check(body);
        return Answers.Json(new RenderedPrompt(PromptRenderer.RenderAll(body.Prompt, targets, body.Spans is true)));
    }

    [AllowAnonymous]
    [Function("LintPrompt")]
    public async Task<IResult> LintAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/lint")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        limiter.AdmitPrompt(request);
        var body = await RequestBody.ReadJsonAsync<LintRequest>(request, cancellationToken);
        var target = PromptRequestRules.Check(body);
        return Answers.Json(
            new LintedPrompt(
                body.Prompt is { } prompt ? PromptLint.Check(prompt, target) : PromptLint.Check(body.Text!, target)
            )
        );
    }
}

public sealed record RenderRequest
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>Target ids; all targets when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>True adds to each rendering where the words of each slot are.</summary>
    public bool? Spans { get; init; }
}

public sealed record RenderedPrompt(IReadOnlyDictionary<string, Rendering> Renderings);

/// <summary>A request to check a prompt; it has exactly one of <see cref="Prompt"/> and <see cref="Text"/>.</summary>
public sealed record LintRequest
{
    public StructuredPrompt? Prompt { get; init; }
    public string? Text { get; init; }
    public string? Target { get; init; }
}

public sealed record LintedPrompt(IReadOnlyList<LintFinding> Findings);
