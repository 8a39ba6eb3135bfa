namespace AiPromptGen.Audit;

/// <summary>
/// Exactly what the privacy policy allows: request status, safety decision, model route, quota event, timestamps, and a keyed
/// hash in place of the account. No content, no e-mail, no account id.
/// </summary>
public sealed record AuditRow
{
    /// <summary>The generation's id, or that of another audited request.</summary>
    public required string Id { get; init; }

    public required AccountKey AccountKey { get; init; }

    /// <summary>Request status and, after a colon, the problem code: "failed:deadline-exceeded".</summary>
    public required string RequestStatus { get; init; }

    /// <summary>Decision, stage and, of a refusal, categories: "allowed:output", "refused:input:violence,hate".</summary>
    public string? SafetyDecision { get; init; }

    /// <summary>Provider and model that served: "embedded/idea-1".</summary>
    public string? ModelRoute { get; init; }

    /// <summary>What the ledger recorded: "committed:1", "released", "delivered-free".</summary>
    public required string QuotaEvent { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }
}

/// <summary>Hex of a keyed hash; says that two rows are the same account's without saying whose.</summary>
public readonly record struct AccountKey(string Value);
