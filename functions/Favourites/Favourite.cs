using AiPromptGen.Prompts;

namespace AiPromptGen.Favourites;

/// <summary>
/// A kept prompt: a row in the account's partition. It holds a copy of the prompt, so that it outlives the generation it came from.
/// </summary>
internal sealed record Favourite
{
    public const string RowPrefix = "fav-";

    [NotStored]
    public required AccountId Account { get; init; }

    [NotStored]
    public required string Id { get; init; }

    /// <summary>The folder's name; empty when it is in no folder.</summary>
    public required string Folder { get; init; }
    public required string Title { get; init; }

    /// <summary>Null is none, which is stored as an empty text so that it can take the place of an old note.</summary>
    public string? Note
    {
        get;
        init => field = value is { Length: > 0 } ? value : null;
    }

    /// <summary>Ids of the targets that it was kept for; stored in one column, separated by commas.</summary>
    [NotStored]
    public IReadOnlyList<string> Targets { get; init; } = [];

    [StoredAsJson(typeof(PromptJson))]
    public required StructuredPrompt Prompt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public TableEntity ToRow()
    {
        var row = RowMap.ToRow(Account.Value, RowPrefix + Id, this);
        (row["Note"], row["Targets"]) = (Note ?? "", string.Join(',', Targets));
        return row;
    }

    /// <summary>
    /// The columns that can be changed later. A note that was removed is written as an empty text, because a merge would leave a missing
    /// column as it was.
    /// </summary>
    public static TableEntity Labels(AccountId account, string id, FavouriteLabels labels) =>
        new(account.Value, RowPrefix + id)
        {
            ["Title"] = labels.Title,
            ["Folder"] = labels.Folder ?? "",
            ["Note"] = labels.Note ?? "",
        };

    public static Favourite FromRow(TableEntity row) =>
        RowMap.Read<Favourite>(row) with
        {
            Account = new AccountId(row.PartitionKey),
            Id = row.RowKey[RowPrefix.Length..],
            Targets = (row.GetString("Targets") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries),
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
