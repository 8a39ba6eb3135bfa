using AiPromptGen.Generations.Images;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>Status, history and deletion of generations. A generation of another account is answered as if it did not exist.</summary>
internal sealed class GenerationEndpoints(
    GenerationStore generations,
    GenerationViews views,
    ResultStore results,
    AccountLedger ledger
)
{
    [TokenScope(TokenScopes.Read)]
    [Function("GetGeneration")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "generations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var generation = await FindOwnAsync(generations, request, id, cancellationToken);
        return Answers.Json(await views.OfAsync(generation, cancellationToken));
    }

    [TokenScope(TokenScopes.Read)]
    [AllowQuery("cursor", "limit", "kind", "q", "view")]
    [Function("ListGenerations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "generations")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var summary = ReadView(request);
        string? after = request.Query["cursor"];
        if (after is not null && !Ids.IsValid(after))
        {
            return Answers.Problem(Query.CursorInvalid);
        }

        var account = request.Caller().AccountId;
        var (page, cursor) = await generations.ListAsync(
            account,
            ReadKind(request),
            SearchRules.From(request.Query["q"]),
            after,
            Query.Limit(request.Query),
            cancellationToken
        );
        var balance = (await ledger.ReadAsync(account, cancellationToken))?.Credits.Balance.Value;
        var items = new List<GenerationView>(page.Count);
        foreach (var generation in page)
        {
            items.Add(
                summary
                    ? await views.SummaryAsync(generation, balance, cancellationToken)
                    : await views.OfAsync(generation, balance, brief: true, cancellationToken)
            );
        }

        return Answers.Json(new { generations = items, cursor });
    }

    [Function("DeleteGeneration")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "generations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var generation = await FindOwnAsync(generations, request, id, cancellationToken);
        if (!generation.IsFinal)
        {
            return Answers.Problem(GenerationProblems.Running);
        }

        if (generation.Request.Kind == GenerationKind.TextToImage)
        {
            // The pictures go first: once the row is deleted, nothing would name pictures that are left.
            await results.DeleteAsync(generation.Account, generation.Id, cancellationToken);
        }

        await generations.DeleteAsync(generation.Account, generation.Id, generation.KeyRow, cancellationToken);
        return Results.NoContent();
    }

    public static async Task<Generation> FindOwnAsync(
        GenerationStore generations,
        HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var generation = Ids.IsValid(id)
            ? await generations.FindAsync(request.Caller().AccountId, id, cancellationToken)
            : null;
        return generation ?? throw GenerationProblems.NotFound.ToException();
    }

    /// <returns>Whether summaries are asked for.</returns>
    private static bool ReadView(HttpRequest request) =>
        request.Query.TryGetValue("view", out var view)
        && (
            string.Equals(view, "summary", StringComparison.Ordinal)
                ? true
                : throw Problems.Invalid("view", "view-unknown", "summary, or left out.").ToException()
        );

    private static GenerationKind? ReadKind(HttpRequest request)
    {
        if (!request.Query.TryGetValue("kind", out var word))
        {
            return null;
        }

        foreach (var kind in Enum.GetValues<GenerationKind>())
        {
            if (string.Equals(Generation.Word(kind), word, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        throw Problems
            .Invalid("kind", "kind-unknown", "text-to-prompt, image-to-prompt or text-to-image.")
            .ToException();
    }
}

/// <summary>
/// Full-text search in a history: every word asked for must be part of what the person wrote or of a prompt that came of it.
/// Case, accents and full-width letters make no difference; a part of a word is enough, as languages without spaces need.
/// </summary>
internal static class SearchRules
{
    private const int MaxLength = 200;

    /// <returns>Null when nothing is asked for.</returns>
    /// <exception cref="ProblemException">400: too long, or no word.</exception>
    public static Func<Generation, bool>? From(string? query)
    {
        if (query is null)
        {
            return null;
        }

        var words = ContentWords.Plain(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return query.Length <= MaxLength && words.Length > 0
            ? generation => Matches(generation, words)
            : throw Problems.Invalid("q", "search-invalid", $"Words, in at most {MaxLength} characters.").ToException();
    }

    private static bool Matches(Generation generation, string[] words)
    {
        var text = ContentWords.Plain(TextOf(generation));
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static string TextOf(Generation generation)
    {
        var prompts = generation.Variations.Prepend(generation.Prompt).OfType<StructuredPrompt>();
        var texts = prompts.SelectMany(prompt =>
            prompt
                .Slots()
                .Select(placed => placed.Slot.Value)
                .Append(prompt.Title)
                .Append(prompt.Summary)
                .Append(prompt.Idea?.Original)
                .Append(prompt.Verbatim?.Prompt)
        );
        var painted = generation.Images.Select(image => image.RevisedPrompt);
        return string.Join('\n', texts.Concat(painted).Prepend(generation.Request.Idea));
    }
}
