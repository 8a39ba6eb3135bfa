using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary><c>GET /favourites/export</c>: all of them, or a folder, as one file, sent row by row.</summary>
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
        var format = ExportFormats.Of(request);
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
