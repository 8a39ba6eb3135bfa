namespace AiPromptGen.Generations;

// What travels through orchestrations: ids, numbers and closed words. Never what a person wrote, nor anything derived from it:
// history and queues are outside the account's partition. Changes are additive only; running instances carry old payloads.

/// <summary>Input of the orchestration. Durations and prices travel here, so that a replay never sees other ones.</summary>
public sealed record GenerationStart
{
    public required string AccountId { get; init; }

    /// <summary>Also the instance id and the reservation id.</summary>
    public required string GenerationId { get; init; }

    public string? UploadId { get; init; }

    /// <summary>A picture is fetched from an address, which the end forgets in part. Null in payloads of before, when it did not.</summary>
    public bool? IsByAddress { get; init; }

    /// <summary>The price of the dearest candidate route; the rest returns at commit.</summary>
    public required long ReserveCredits { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Seconds the providers get, retries included.</summary>
    public required int GenerateSeconds { get; init; }

    /// <summary>When those are over. Only Generate is told: they begin when it is called.</summary>
    public DateTimeOffset? GenerateUntil { get; init; }

    public required DateTimeOffset ReservationDeadline { get; init; }

    public GenerationKind? Kind { get; init; }

    /// <summary>W3C Trace Context of the request, so that one trace leads from the browser to the provider.</summary>
    public string? TraceParent { get; init; }
}

public sealed record ReserveAnswer
{
    public required bool Reserved { get; init; }

    /// <summary>Why not: a problem code.</summary>
    public string? ProblemCode { get; init; }
}

/// <summary>How Generate ended: enough to settle and to audit, nothing of the content.</summary>
public sealed record GenerateAnswer
{
    public required GenerationStatus Status { get; init; }
    public long PriceCredits { get; init; }
    public string? ProblemCode { get; init; }
    public string? Provider { get; init; }
    public string? Model { get; init; }

    /// <summary>
    /// Every route that was sent the request, whether it answered or not: "provider/model", parted by commas. Null where nothing
    /// left the program.
    /// </summary>
    public string? SentTo { get; init; }

    /// <summary>Why it costs nothing, where prompts and route alone do not say it: of <see cref="FreeRules"/>.</summary>
    public string? FreeReason { get; init; }
    public string? SafetyDecision { get; init; }
    public string? SafetyStage { get; init; }

    /// <summary>Of <see cref="AiPromptGen.Prompts.ContentCategories"/>, parted by commas.</summary>
    public string? SafetyCategories { get; init; }
}

public sealed record SettleRequest
{
    public required GenerationStart Start { get; init; }
    public required GenerateAnswer Answer { get; init; }
}

/// <summary>What the ledger recorded; the audit row says this and not what was intended.</summary>
public sealed record SettleAnswer
{
    public required GenerationStatus Status { get; init; }
    public required string QuotaEvent { get; init; }
    public long ChargedCredits { get; init; }
    public string? ProblemCode { get; init; }

    /// <summary>
    /// Who may have been sent the request, where the answer cannot say it: as <see cref="GenerateAnswer.SentTo"/>.
    /// </summary>
    public string? SentTo { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }
}
