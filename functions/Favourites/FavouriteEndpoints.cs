using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary>
/// Adds, lists, reads, relabels and deletes kept prompts. The prompt of a generation is kept by <c>POST /generations/{id}/favourite</c>.
/// </summary>
internal sealed class FavouriteEndpoints(FavouriteStore favourites, AccountOpening opening)
{
    [Function("AddFavourite")]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "favourites")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = await RequestBody.ReadJsonAsync<FavouriteRequest>(request, cancellationToken);
        FavouriteRules.Check(body);
        var account = await opening.OpenAsync(request.Caller(), cancellationToken);
        var added = await favourites.AddAsync(account.Ref, body, body.Prompt, body.Targets, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"{request.Path}/{added.Id}";
        return Answers.Json(FavouriteView.From(added), StatusCodes.Status201Created);
    }

    [TokenScope(TokenScopes.Read)]
    [AllowQuery("folder", "cursor", "limit")]
    [Function("ListFavourites")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "favourites")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        string? after = request.Query["cursor"];
        if (after is not null && !Ids.IsValid(after))
        {
            return Answers.Problem(Query.CursorInvalid);
        }

        var (account, limit, page) = (
            request.Caller().AccountId,
            Query.Limit(request.Query),
            new List<FavouriteView>()
        );
        string? cursor = null;
        await foreach (var each in favourites.ListAsync(account, FolderOf(request), after, cancellationToken))
        {
            if (page.Count == limit)
            {
                cursor = page[^1].Id;
                break;
            }

            page.Add(FavouriteView.From(each));
        }

        var folders = after is null ? await favourites.FoldersAsync(account, cancellationToken) : null;
        return Answers.Json(new FavouritePage(page, folders, cursor));
    }

    [TokenScope(TokenScopes.Read)]
    [Function("GetFavourite")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "favourites/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        return Answers.Json(FavouriteView.From(await FindOwnAsync(request, id, cancellationToken)));
    }

    [Function("ChangeFavourite")]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "favourites/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var labels = await RequestBody.ReadJsonAsync<FavouriteLabels>(request, cancellationToken);
        FavouriteRules.Check(labels);
        var favourite = await FindOwnAsync(request, id, cancellationToken);
        var changed = await favourites.RelabelAsync(favourite, labels, cancellationToken);
        return Answers.Json(FavouriteView.From(changed ?? throw FavouriteProblems.NotFound.ToException()));
    }

    [Function("DeleteFavourite")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "favourites/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        await favourites.DeleteAsync(await FindOwnAsync(request, id, cancellationToken), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>
    /// The folder that the request asks for, as it would be stored: the same name written with other spaces is the same folder. Null when
    /// the request names none.
    /// </summary>
    /// <exception cref="Platform.Http.ProblemException">400: longer than any folder's name.</exception>
    public static string? FolderOf(HttpRequest request) =>
        request.Query.TryGetValue("folder", out var name) ? FavouriteRules.FolderAsked(name) : null;

    private async Task<Favourite> FindOwnAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var found = Ids.IsValid(id)
            ? await favourites.FindAsync(request.Caller().AccountId, id, cancellationToken)
            : null;
        return found ?? throw FavouriteProblems.NotFound.ToException();
    }
}

/// <summary><c>GET /favourites/export</c>: all favourites, or those of one folder, as one file that is sent row by row.</summary>
internal sealed class FavouriteExportEndpoint(FavouriteStore favourites)
{
    [TokenScope(TokenScopes.Read)]
    [AllowQuery("format", "folder")]
    [Function("ExportFavourites")]
    public IResult Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "favourites/export")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var format = ExportFormats.From(request);
        var rows = favourites.ListAsync(
            request.Caller().AccountId,
            FavouriteEndpoints.FolderOf(request),
            after: null,
            cancellationToken
        );
        var parts = format.WriteAsync(rows.Select(favourite => favourite.ToExport()), cancellationToken);
        return new FileDownload($"favourites.{format.Extension}", format.ContentType, parts);
    }
}

/// <summary>The texts by which a person finds a favourite again. <see cref="FavouriteRules"/> has their limits.</summary>
public record FavouriteLabels
{
    public string? Title { get; init; }
    public string? Folder { get; init; }
    public string? Note { get; init; }
}

/// <summary>The body of <c>POST /favourites</c>.</summary>
public sealed record FavouriteRequest : FavouriteLabels
{
    public required StructuredPrompt Prompt { get; init; }

    /// <summary>Ids of the targets to render and export for; all targets when left out.</summary>
    public IReadOnlyList<string>? Targets { get; init; }
}

internal sealed record FavouriteView
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Folder { get; init; }
    public string? Note { get; init; }
    public required IReadOnlyList<string> Targets { get; init; }
    public required StructuredPrompt Prompt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static FavouriteView From(Favourite favourite) =>
        new()
        {
            Id = favourite.Id,
            Title = favourite.Title,
            Folder = favourite.Folder is { Length: > 0 } folder ? folder : null,
            Note = favourite.Note,
            Targets = favourite.Targets,
            Prompt = favourite.Prompt,
            CreatedAt = favourite.CreatedAt,
        };
}

internal sealed record FolderView(string Folder, int Count);

/// <summary>The folders are on the first page only; the one with the empty name counts the favourites that are in no folder.</summary>
internal sealed record FavouritePage(
    IReadOnlyList<FavouriteView> Favourites,
    IReadOnlyList<FolderView>? Folders,
    string? Cursor
);

internal static class FavouriteProblems
{
    public static readonly Problem NotFound = new(404, "favourite-not-found", "There is no such favourite");

    public static readonly Problem Full = Problem.Conflict(
        "favourites-full",
        "There is no room for more favourites",
        $"An account keeps up to {FavouriteStore.MaxFavourites}. Delete one first."
    );
}
