using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary>How a favourite is found again. Limits: see <see cref="FavouriteRules"/>.</summary>
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

    /// <summary>The targets to render and export for; all when left out.</summary>
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

    public static FavouriteView Of(Favourite favourite) =>
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

/// <summary>Folders on the first page only; the empty name counts what lies in none.</summary>
internal sealed record FavouritePage(
    IReadOnlyList<FavouriteView> Favourites,
    IReadOnlyList<FolderView>? Folders,
    string? Cursor
);
