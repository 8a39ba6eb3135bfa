namespace AiPromptGen.Generations.Orchestration;

// What travels through orchestrations is ids, numbers and closed words. It is never what a person wrote, nor anything derived
// from it: history and queues are outside the account's partition. Changes are additive only, because running instances carry
// old payloads.

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

    public required DateTimeOffset ReservationDeadline { get; init; }

    public GenerationKind? Kind { get; init; }

    /// <summary>W3C Trace Context of the request, so that one trace leads from the browser to the provider.</summary>
    public string? TraceParent { get; init; }
}
