using System.Text.Json;
using AiPromptGen.Generations.Images;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Generations;

/// <summary>
/// One request and its result, a row in the account's partition: the only place where what a person wrote and got is kept.
/// Renderings are not stored; they follow from the prompt.
/// </summary>
internal sealed record Generation
{
    public const string RowPrefix = "gen-";

    public required AccountId Account { get; init; }
    public required string Id { get; init; }
    public required GenerationRequest Request { get; init; }
    public required GenerationStatus Status { get; init; }

    /// <summary>Grows with every change a client can see; the id of its server-sent events.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The price that is, or will be, reserved: whoever starts the orchestration later must ask for the same.</summary>
    public long ReservedCredits { get; init; }
    public long ChargedCredits { get; init; }
    public GenerateAnswer? Answer { get; init; }
    public StructuredPrompt? Prompt { get; init; }
    public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

    /// <summary>Of a remix: its own choices and those it took on.</summary>
    public IdeaControls? Controls { get; init; }
    public IReadOnlyList<ResultImage> Images { get; init; } = [];
    public string? ProblemCode { get; init; }
    public ETag ETag { get; init; }

    public bool IsFinal => Status is not (GenerationStatus.Queued or GenerationStatus.Running);

    /// <summary>What a repeated or slower attempt has to take for its answer. Null while nobody has one.</summary>
    public GenerateAnswer? Standing =>
        Answer ?? (IsFinal ? new GenerateAnswer { Status = Status, ProblemCode = ProblemCode } : null);

    public TableEntity ToRow()
    {
        var row = new TableEntity(Account.Value, RowPrefix + Id)
        {
            ["Kind"] = Word(Request.Kind),
            ["Status"] = Word(Status),
            ["Sequence"] = Sequence,
            ["AcceptedAt"] = AcceptedAt,
            ["ReservedCredits"] = ReservedCredits,
        };
        ChunkedText.Set(row, "Request", JsonSerializer.Serialize(Request, AppJson.Options));
        return row;
    }

    public static Generation FromRow(TableEntity row) =>
        new()
        {
            Account = new AccountId(row.PartitionKey),
            Id = row.RowKey[RowPrefix.Length..],
            Request = Read<GenerationRequest>(row, "Request")!,
            Status = Parse<GenerationStatus>(row.GetString("Status")),
            Sequence = row.GetInt32("Sequence") ?? 0,
            AcceptedAt = row.GetDateTimeOffset("AcceptedAt") ?? default,
            CompletedAt = row.GetDateTimeOffset("CompletedAt"),
            ReservedCredits = row.GetInt64("ReservedCredits") ?? 0,
            ChargedCredits = row.GetInt64("ChargedCredits") ?? 0,
            Answer = Read<GenerateAnswer>(row, "Answer"),
            Prompt = ChunkedText.Get(row, "Prompt") is { } json
                ? JsonSerializer.Deserialize(json, PromptJson.Default.StructuredPrompt)
                : null,
            Variations = ChunkedText.Get(row, "Variations") is { } list
                ? JsonSerializer.Deserialize(list, PromptJson.Default.StructuredPromptArray) ?? []
                : [],
            Controls = Read<IdeaControls>(row, "Controls"),
            Images = Read<IReadOnlyList<ResultImage>>(row, "Images") ?? [],
            ProblemCode = row.GetString("ProblemCode"),
            ETag = row.ETag,
        };

    /// <summary>The words of the contract, in rows too.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value, AppJson.Options).Trim('"');

    private static T Parse<T>(string word)
        where T : struct, Enum => JsonSerializer.Deserialize<T>($"\"{word}\"", AppJson.Options);

    private static T? Read<T>(TableEntity row, string name)
        where T : class =>
        ChunkedText.Get(row, name) is { } json ? JsonSerializer.Deserialize<T>(json, AppJson.Options) : null;
}
