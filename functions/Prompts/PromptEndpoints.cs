using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Prompts;

/// <summary>The engine without an account: free, and nothing is kept or logged of what is sent.</summary>
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
        return Answers.Json(
            new RenderedPrompt(
                targets.ToDictionary(
                    t => t.Id,
                    t => PromptRenderer.Render(body.Prompt, t, body.Spans is true),
                    StringComparer.Ordinal
                )
            )
        );
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
