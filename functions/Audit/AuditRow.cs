namespace AiPromptGen.Audit;

/// <summary>
/// Exactly what the privacy policy allows: request status, safety decision, model route, quota event, timestamps, and a keyed
/// hash in place of the account. No content, no e-mail, no account id.
/// </summary>
public sealed record AuditRow
{
    /// <summary>
    /// To write: the generation's id, or that of another audited request. Stored, and told to whoever reads rows, is a keyed
    /// hash of it (<see cref="AuditKeys.NameOf"/>): no row leads to an account's own rows.
    /// </summary>
    [NotStored]
    public required string Id { get; init; }

    public required AccountKey AccountKey { get; init; }

    /// <summary>Request status and, after a colon, the problem code: "failed:deadline-exceeded".</summary>
    public required string RequestStatus { get; init; }

    /// <summary>Decision, stage and, of a refusal, categories: "allowed:output", "refused:input:violence,hate".</summary>
    public string? SafetyDecision { get; init; }

    /// <summary>
    /// Provider and model of every route that was sent the request, and then of the one that answered:
    /// "azure-openai/chat,embedded/idea-1".
    /// </summary>
    public string? ModelRoute { get; init; }

    /// <summary>What the ledger recorded: "committed:1", "released", "delivered-free"; "none" when it was not asked.</summary>
    public required string QuotaEvent { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset CompletedAt { get; init; }

    internal TableEntity ToRow(string partition, string name) => RowMap.ToRow(partition, name, this);

    internal static AuditRow FromRow(TableEntity row) => RowMap.Read<AuditRow>(row) with { Id = row.RowKey };
}

/// <summary>
/// Id of the secret, a dot, hex of the keyed hash: says that two rows are the same account's without saying whose.
/// </summary>
public readonly record struct AccountKey(string Value) : IStoredAsColumn<AccountKey>
{
    public object ToColumn() => Value;

    public static AccountKey FromColumn(object column) => new((string)column);
}
