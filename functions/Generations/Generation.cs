using System.Text.Json;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>
/// One request and its result, a row in the account's partition: the only place where what a person wrote and got is kept.
/// Renderings are not stored; they follow from the prompt.
/// </summary>
internal sealed record Generation
{
    public const string RowPrefix = "gen-";

    /// <summary>
    /// Property with the whole address of a picture, while it has yet to be fetched. What follows the question mark is often a
    /// signature that lets anybody read the picture: nobody needs it after the end, so the request is kept without it.
    /// </summary>
    public const string SourceAddress = "SourceAddress";

    /// <summary>Property with the services that were about to be asked, as <see cref="Providers.RouteNames"/> writes them.</summary>
    public const string AskedNames = "Asked";

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

    /// <summary>Who may have been sent it, before there is an answer that says who was.</summary>
    public string? Asked { get; init; }
    public StructuredPrompt? Prompt { get; init; }
    public IReadOnlyList<StructuredPrompt> Variations { get; init; } = [];

    /// <summary>Of a remix: its own choices and those it took on.</summary>
    public IdeaControls? Controls { get; init; }
    public IReadOnlyList<StoredPicture> Images { get; init; } = [];
    public string? ProblemCode { get; init; }

    /// <summary>The row of the idempotency key that made it, which goes with it.</summary>
    public string? KeyRow { get; init; }
    public ETag ETag { get; init; }

    /// <summary>All who were sent it as far as is known: of its answer, or who may have been.</summary>
    public string? SentTo => Answer is { } answer ? Providers.RouteNames.OfAll(answer) : Asked;

    /// <summary>Its result came, or was found, after the credits had gone back: it is its owner's, free.</summary>
    public bool IsLate => Sequence == GenerationChanges.LateSequence;

    public bool IsFinal => Status is not (GenerationStatus.Queued or GenerationStatus.Running);

    /// <summary>What a repeated or slower attempt has to take for its answer. Null while nobody has one.</summary>
    public GenerateAnswer? Standing =>
        Answer
        ?? (
            IsFinal
                ? new GenerateAnswer
                {
                    Status = Status,
                    ProblemCode = ProblemCode,
                    SentTo = Asked,
                }
                : null
        );

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
        if (KeyRow is not null)
        {
            row["KeyRow"] = KeyRow;
        }

        if (Request.Source?.Url is { } address)
        {
            row[SourceAddress] = address;
        }

        ChunkedText.Set(row, "Request", JsonSerializer.Serialize(WithoutQuery(Request), AppJson.Options));
        return row;
    }

    public static Generation FromRow(TableEntity row) =>
        new()
        {
            Account = new AccountId(row.PartitionKey),
            Id = row.RowKey[RowPrefix.Length..],
            Request = WithAddress(Read<GenerationRequest>(row, "Request")!, row.GetString(SourceAddress)),
            Status = Parse<GenerationStatus>(row.GetString("Status")),
            Sequence = row.GetInt32("Sequence") ?? 0,
            AcceptedAt = row.GetDateTimeOffset("AcceptedAt") ?? default,
            CompletedAt = row.GetDateTimeOffset("CompletedAt"),
            ReservedCredits = row.GetInt64("ReservedCredits") ?? 0,
            ChargedCredits = row.GetInt64("ChargedCredits") ?? 0,
            Answer = Read<GenerateAnswer>(row, "Answer"),
            Asked = row.GetString(AskedNames) is { Length: > 0 } asked ? asked : null,
            Prompt = ChunkedText.Get(row, "Prompt") is { } json
                ? JsonSerializer.Deserialize(json, PromptJson.Default.StructuredPrompt)
                : null,
            Variations = ChunkedText.Get(row, "Variations") is { } list
                ? JsonSerializer.Deserialize(list, PromptJson.Default.StructuredPromptArray) ?? []
                : [],
            Controls = Read<IdeaControls>(row, "Controls"),
            Images = Read<IReadOnlyList<StoredPicture>>(row, "Images") ?? [],
            ProblemCode = row.GetString("ProblemCode"),
            KeyRow = row.GetString("KeyRow"),
            ETag = row.ETag,
        };

    private static GenerationRequest WithoutQuery(GenerationRequest request) =>
        request.Source?.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? request with
            {
                Source = request.Source with { Url = address.GetLeftPart(UriPartial.Path) },
            }
            : request;

    private static GenerationRequest WithAddress(GenerationRequest request, string? address) =>
        address is { Length: > 0 } && request.Source is { } source
            ? request with
            {
                Source = source with { Url = address },
            }
            : request;

    /// <summary>The words of the contract, in rows too.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value, AppJson.Options).Trim('"');

    private static T Parse<T>(string word)
        where T : struct, Enum => JsonSerializer.Deserialize<T>($"\"{word}\"", AppJson.Options);

    private static T? Read<T>(TableEntity row, string name)
        where T : class =>
        ChunkedText.Get(row, name) is { } json ? JsonSerializer.Deserialize<T>(json, AppJson.Options) : null;
}
