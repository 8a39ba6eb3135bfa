using AiPromptGen.Favourites;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>The body of <c>POST /generations/{id}/favourite</c>.</summary>
public sealed record KeepRequest : FavouriteLabels
{
    /// <summary>Number of the variation in <c>result.variations</c>, from 1. When it is left out, the first prompt is kept.</summary>
    public int? Variation { get; init; }
}

/// <summary>Makes a favourite, or a file, of a generation's prompt.</summary>
internal sealed class KeepGenerationEndpoint(
    GenerationStore generations,
    FavouriteStore favourites,
    AccountLedger ledger
)
{
    [Function("KeepGeneration")]
    public async Task<IResult> KeepAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "generations/{id}/favourite")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadJsonAsync<KeepRequest>(request, cancellationToken);
        FavouriteRules.Check(body);
        // Read before the generation, so that a prompt of an account that is erased meanwhile is not kept in the person's next one.
        var account = await ledger.ReadAsync(request.Caller().AccountId, cancellationToken);
        var (generation, prompts) = await FindAsync(request, id, cancellationToken);
        if ((body.Variation ?? 0) is var number && (number < 0 || number >= prompts.Count || body.Variation == 0))
        {
            return Answers.Problem(
                Problems.Invalid("variation", "variation-unknown", $"There are {prompts.Count - 1} variations.")
            );
        }

        var added = await favourites.AddAsync(
            (account ?? throw GenerationProblems.NotFound.ToException()).Ref,
            body,
            prompts[number],
            generation.Request.Targets,
            cancellationToken
        );
        request.HttpContext.Response.Headers.Location = $"/api/favourites/{added.Id}";
        return Answers.Json(FavouriteView.From(added), StatusCodes.Status201Created);
    }

    [TokenScope(TokenScopes.Read)]
    [AllowQuery("format")]
    [Function("ExportGeneration")]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "generations/{id}/export")]
            HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var format = ExportFormats.From(request);
        var (generation, prompts) = await FindAsync(request, id, cancellationToken);
        var items = prompts.Select(prompt => new ExportItem
        {
            Id = generation.Id,
            Title = prompt.Title ?? generation.Id,
            CreatedAt = generation.AcceptedAt,
            Prompt = prompt,
            Targets = generation.Request.Targets ?? [],
        });
        var parts = format.WriteAsync(items.ToAsyncEnumerable(), cancellationToken);
        return new FileDownload($"generation-{generation.Id}.{format.Extension}", format.ContentType, parts);
    }

    /// <summary>The first prompt and its variations.</summary>
    private async Task<(Generation Generation, IReadOnlyList<StructuredPrompt> Prompts)> FindAsync(
        HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var generation = await GenerationEndpoints.FindOwnAsync(generations, request, id, cancellationToken);
        return generation is { Status: GenerationStatus.Succeeded, Prompt: { } prompt }
            ? (generation, [prompt, .. generation.Variations])
            : throw GenerationProblems.WithoutPrompt.ToException();
    }
}
