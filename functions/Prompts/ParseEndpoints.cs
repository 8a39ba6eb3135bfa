using System.Globalization;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Prompts;

/// <summary><c>POST /prompts/parse</c> and <c>/prompts/convert</c>: free, without sign-in, and nothing is kept.</summary>
internal sealed class ParseEndpoints(AddressLimiter limiter)
{
    /// <summary>Bytes: the longest text with every character escaped, and 8 KiB for the rest of the body.</summary>
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
        return Answers.Json(ParseView.From(PromptParser.Parse(request.Text, GrammarOf(request.Target))));
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
            ParseView.From(parsed) with
            {
                Renderings = PromptRenderer.RenderAll(
                    parsed.Prompt,
                    request.To.Select(id => PromptTargets.Find(id)!),
                    request.Spans is true
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

/// <param name="Text">A finished prompt as it was copied.</param>
/// <param name="Target">The target it was written for. When it is left out, the engine works it out.</param>
public sealed record ParseRequest(string Text, string? Target = null);

/// <param name="Text">A finished prompt as it was copied.</param>
/// <param name="To">The targets to write it for.</param>
/// <param name="From">The target it was written for. When it is left out, the engine works it out.</param>
/// <param name="Lint">True adds findings to the answer.</param>
/// <param name="Spans">True adds to each rendering where the words of each slot are.</param>
public sealed record ConvertRequest(
    string Text,
    IReadOnlyList<string> To,
    string? From = null,
    bool? Lint = null,
    bool? Spans = null
);

/// <summary>One thing that the engine understood in the text, by its place in the structured prompt.</summary>
public sealed record UnderstoodPart(string Path, string Value);

public sealed record ParseView
{
    public required PromptGrammar Grammar { get; init; }
    public required double Confidence { get; init; }
    public required StructuredPrompt Prompt { get; init; }
    public required IReadOnlyList<UnderstoodPart> Understood { get; init; }
    public required IReadOnlyList<UnparsedPart> Unparsed { get; init; }

    /// <summary>Null unless the request asks for them.</summary>
    public IReadOnlyList<LintFinding>? Findings { get; init; }

    /// <summary>The renderings by target id; null unless the request asks for them.</summary>
    public IReadOnlyDictionary<string, Rendering>? Renderings { get; init; }

    public static ParseView From(ParsedPrompt parsed) =>
        new()
        {
            Grammar = parsed.Grammar,
            Confidence = parsed.Confidence,
            Prompt = parsed.Prompt,
            Understood = [.. UnderstoodOf(parsed.Prompt)],
            Unparsed = parsed.Unparsed,
        };

    private static IEnumerable<UnderstoodPart> UnderstoodOf(StructuredPrompt prompt)
    {
        foreach (var placed in prompt.Slots())
        {
            yield return new UnderstoodPart(placed.Path, placed.Slot.Value);
        }

        if (prompt.AspectRatio is { } ratio)
        {
            yield return new UnderstoodPart("aspectRatio", ratio.ToString());
        }

        if (prompt.Seed is { } seed)
        {
            yield return new UnderstoodPart("seed", seed.ToString(CultureInfo.InvariantCulture));
        }

        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            if (prompt.Subjects[i].Weight is not 1 and var weight)
            {
                var value = weight.ToString("0.####", CultureInfo.InvariantCulture);
                yield return new UnderstoodPart(string.Create(null, $"subjects[{i}].weight"), value);
            }
        }

        for (var i = 0; i < prompt.Parameters.Count; i++)
        {
            var (name, value) = prompt.Parameters[i];
            yield return new UnderstoodPart(string.Create(null, $"parameters[{i}]"), $"{name} {value}".TrimEnd());
        }
    }
}
