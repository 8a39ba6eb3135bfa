namespace AiPromptGen.Favourites;

/// <summary>Kept prompts: in, out, labelled anew. A generation is kept by <c>POST /generations/{id}/favourite</c>.</summary>
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
        var added = await favourites.AddAsync(account.Id, body, body.Prompt, body.Targets, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"{request.Path}/{added.Id}";
        return Answers.Json(FavouriteView.Of(added), StatusCodes.Status201Created);
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

            page.Add(FavouriteView.Of(each));
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
        return Answers.Json(FavouriteView.Of(await FindOwnAsync(request, id, cancellationToken)));
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
        return Answers.Json(FavouriteView.Of(changed ?? throw FavouriteProblems.NotFound.ToException()));
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

    /// <summary>As it is stored: the same name written with other spaces is the same folder.</summary>
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
