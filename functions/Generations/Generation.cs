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
    /// Name of the property with the whole address of a picture, which is kept until the generation ends. What follows the question mark of
    /// an address is often a signature that lets anybody read the picture. So the stored request has the address without it.
    /// </summary>
    public const string SourceAddress = "SourceAddress";

    /// <summary>Name of the property with the services that were about to be asked, as <see cref="Providers.RouteNames"/> writes them.</summary>
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

    /// <summary>The price that is, or will be, reserved. A later start of the orchestration has to reserve the same.</summary>
    public long ReservedCredits { get; init; }

    [StoredUnlessDefault]
    public long ChargedCredits { get; init; }

    /// <summary>The result that the activity Generate has stored; null until then.</summary>
    [StoredAs("")]
    public GenerationResult? Result { get; init; }

    public GenerateAnswer? Answer => Result?.Answer;
    public StructuredPrompt? Prompt => Result?.Prompt;
    public IReadOnlyList<StructuredPrompt> Variations => Result?.Variations ?? [];

    /// <summary>The choices of a remix: its own, and those that it took on from its parent. Null for any other generation.</summary>
    public IdeaControls? Controls => Result?.Controls;
    public IReadOnlyList<StoredPicture> Images => Result?.Images ?? [];

    /// <summary>
    /// The services that may have been sent the request, while no stored answer says which ones were. Null means none. A merge cannot
    /// remove a column, so none is also stored as an empty text.
    /// </summary>
    public string? Asked
    {
        get;
        init => field = value is { Length: > 0 } ? value : null;
    }

    public string? ProblemCode { get; init; }

    /// <summary>Row key of the idempotency key that made this generation. That row is deleted together with the generation.</summary>
    public string? KeyRow { get; init; }

    [NotStored]
    public ETag ETag { get; init; }

    /// <summary>
    /// Every service that was sent the request as far as is known: those of the stored answer or, without one, those that may have been.
    /// </summary>
    public string? SentTo => Answer is { } answer ? Providers.RouteNames.OfAll(answer) : Asked;

    /// <summary>Whether the result was stored, or found, after the credits had been given back. Its owner then gets it free.</summary>
    public bool IsLate => Sequence == GenerationChanges.LateSequence;

    public bool IsFinal => Status is not (GenerationStatus.Queued or GenerationStatus.Running);

    /// <summary>The stored answer, which a repeated or slower attempt has to take for its own. Null while there is none.</summary>
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

    /// <summary>The word that the API uses for this value. Rows store the same word.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value, AppJson.Options).Trim('"');
}
