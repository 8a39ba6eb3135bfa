using System.Text.Json;
using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary>A kept prompt, a row in the account's partition: a copy, so that it outlives the generation it came from.</summary>
internal sealed record Favourite
{
    public const string RowPrefix = "fav-";

    public required AccountId Account { get; init; }
    public required string Id { get; init; }

    /// <summary>Empty when it lies in none.</summary>
    public required string Folder { get; init; }
    public required string Title { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<string> Targets { get; init; } = [];
    public required StructuredPrompt Prompt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public TableEntity ToRow()
    {
        var row = Labels(
            Account,
            Id,
            new FavouriteLabels
            {
                Title = Title,
                Folder = Folder,
                Note = Note,
            }
        );
        row["CreatedAt"] = CreatedAt;
        row["Targets"] = string.Join(',', Targets);
        ChunkedText.Set(row, "Prompt", JsonSerializer.Serialize(Prompt, PromptJson.Default.StructuredPrompt));
        return row;
    }

    /// <summary>What can be changed later; an empty note takes the place of an old one.</summary>
    public static TableEntity Labels(AccountId account, string id, FavouriteLabels labels) =>
        new(account.Value, RowPrefix + id)
        {
            ["Title"] = labels.Title,
            ["Folder"] = labels.Folder ?? "",
            ["Note"] = labels.Note ?? "",
        };

    public static Favourite FromRow(TableEntity row) =>
        new()
        {
            Account = new AccountId(row.PartitionKey),
            Id = row.RowKey[RowPrefix.Length..],
            Folder = row.GetString("Folder") ?? "",
            Title = row.GetString("Title") ?? "",
            Note = row.GetString("Note") is { Length: > 0 } note ? note : null,
            Targets = (row.GetString("Targets") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Prompt = JsonSerializer.Deserialize(
                ChunkedText.Get(row, "Prompt") ?? "{}",
                PromptJson.Default.StructuredPrompt
            )!,
            CreatedAt = row.GetDateTimeOffset("CreatedAt") ?? default,
        };

    public ExportItem ToExport() =>
        new()
        {
            Id = Id,
            Title = Title,
            Folder = Folder,
            Note = Note,
            CreatedAt = CreatedAt,
            Prompt = Prompt,
            Targets = Targets,
        };
}
