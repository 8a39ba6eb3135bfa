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

    [NotStored]
    public required AccountId Account { get; init; }

    [NotStored]
    public required string Id { get; init; }

    [StoredAsJson]
    public required GenerationRequest Request { get; init; }

    [StoredInLowerCase]
    public required GenerationStatus Status { get; init; }

    /// <summary>Grows with every change a client can see; the id of its server-sent events.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The price that is, or will be, reserved: whoever starts the orchestration later must ask for the same.</summary>
    public long ReservedCredits { get; init; }

    [StoredUnlessDefault]
    public long ChargedCredits { get; init; }

    /// <summary>What Generate has stored; null until then.</summary>
    [StoredAs("")]
    public GenerationResult? Result { get; init; }

    public GenerateAnswer? Answer => Result?.Answer;
    public StructuredPrompt? Prompt => Result?.Prompt;
    public IReadOnlyList<StructuredPrompt> Variations => Result?.Variations ?? [];

    /// <summary>The choices of a remix: its own, and those that it took on from its parent. Null for any other generation.</summary>
    public IdeaControls? Controls => Result?.Controls;
    public IReadOnlyList<StoredPicture> Images => Result?.Images ?? [];

    /// <summary>
    /// Who may have been sent it, while there is no answer that says who was; null is nobody. A merge cannot take a column away, so
    /// nobody may be stored as an empty text.
    /// </summary>
    public string? Asked
    {
        get;
        init => field = value is { Length: > 0 } ? value : null;
    }

    public string? ProblemCode { get; init; }

    /// <summary>The row of the idempotency key that made it, which goes with it.</summary>
    public string? KeyRow { get; init; }

    [NotStored]
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
        var row = RowMap.ToRow(Account.Value, RowPrefix + Id, this with { Request = WithoutQuery(Request) });
        row["Kind"] = Word(Request.Kind);
        if (Request.Source?.Url is { } address)
        {
            row[SourceAddress] = address;
        }

        return row;
    }

    public static Generation FromRow(TableEntity row)
    {
        var stored = RowMap.Read<Generation>(row);
        return stored with
        {
            Account = new AccountId(row.PartitionKey),
            Id = row.RowKey[RowPrefix.Length..],
            Request = WithAddress(stored.Request, row.GetString(SourceAddress)),
            ETag = row.ETag,
        };
    }

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
}
