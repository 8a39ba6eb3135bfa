using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Prompts;

/// <summary><c>POST /prompts/parse</c> and <c>/prompts/convert</c>: free, without sign-in, and nothing is kept.</summary>
internal sealed class ParseEndpoints(AddressLimiter limiter)
{
    /// <summary>The longest text with every character escaped, and the rest of the body.</summary>
    private const int MaxBytes = (6 * PromptParser.MaxLength) + 8192;

    [AllowAnonymous]
    [Function("ParsePrompt")]
    public async Task<IResult> ParseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/parse")] HttpRequest http,
        CancellationToken cancellationToken
    )
    {
        var request = await ReadAsync<ParseRequest>(http, cancellationToken);
        ParseRules.Check(request);
        return Answers.Json(ParseView.Of(PromptParser.Parse(request.Text, GrammarOf(request.Target))));
    }

    [AllowAnonymous]
    [Function("ConvertPrompt")]
    public async Task<IResult> ConvertAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "prompts/convert")] HttpRequest http,
        CancellationToken cancellationToken
    )
    {
        var request = await ReadAsync<ConvertRequest>(http, cancellationToken);
        ParseRules.Check(request);
        var parsed = PromptParser.Parse(request.Text, GrammarOf(request.From));
        return Answers.Json(
            ParseView.Of(parsed) with
            {
                Renderings = request.To.ToDictionary(
                    id => id,
                    id => PromptRenderer.Render(parsed.Prompt, PromptTargets.Find(id)!, request.Spans is true),
                    StringComparer.Ordinal
                ),
                Findings = request.Lint is true ? PromptLint.Check(parsed.Prompt, target: null) : null,
            }
        );
    }

    private Task<T> ReadAsync<T>(HttpRequest http, CancellationToken cancellationToken)
        where T : class
    {
        limiter.AdmitPrompt(http);
        return RequestBody.ReadJsonAsync<T>(http, MaxBytes, cancellationToken);
    }

    private static PromptGrammar? GrammarOf(string? target) =>
        target is null ? null : PromptParser.GrammarOf(PromptTargets.Find(target)!);
}
