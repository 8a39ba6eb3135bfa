using AiPromptGen.Prompts.Pictures;
using AiPromptGen.Prompts.Recovery;
using Azure;

namespace AiPromptGen.Uploads;

/// <summary>What is known of an uploaded picture: the row beside the blob, in the account's partition. Lives at most 24 hours.</summary>
public sealed record Upload
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    [NotStored]
    public required string Id { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }

    /// <summary>The format of the clean picture that is stored: jpeg or png.</summary>
    public required string Format { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The id of the generation that uses it; null while none does. An upload serves one generation only.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>What was read from the file before it was cleaned: the prompt that made it, lens data.</summary>
    [StoredAsJson(typeof(PictureJson))]
    public PictureMetadata Metadata { get; init; } = PictureMetadata.None;

    [NotStored]
    public ETag ETag { get; init; }

    internal static string RowKey(string id) => $"upload-{id}";

    internal TableEntity ToRow(string partition) => RowMap.ToRow(partition, RowKey(Id), this);

    internal static Upload FromRow(TableEntity row) =>
        RowMap.Read<Upload>(row) with
        {
            Id = row.RowKey["upload-".Length..],
            ETag = row.ETag,
        };
}
