namespace AiPromptGen.Audit;

/// <summary>
/// Exactly what the privacy policy allows: request status, safety decision, model route, quota event, timestamps, and a keyed
/// hash in place of the account. No content, no e-mail, no account id.
/// </summary>
public sealed record AuditRow
{
    /// <summary>
    /// In a row to be written, the id of the generation or of another audited request. In a row that was read, the keyed hash of that id
    /// (<see cref="AuditKeys.NameOf"/>), because only the hash is stored. So no audit row leads to an account's own rows.
    /// </summary>
    [NotStored]
    public required string Id { get; init; }

    public required AccountKey AccountKey { get; init; }

    /// <summary>The request's status and, after a colon, the problem code, if any: "failed:deadline-exceeded".</summary>
    public required string RequestStatus { get; init; }

    /// <summary>The decision, the stage and, for a refusal, the categories: "allowed:output", "refused:input:violence,hate".</summary>
    public string? SafetyDecision { get; init; }

    /// <summary>
    /// Provider and model of each route that the request was sent to, followed by the one that answered:
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
/// The id of the secret, a dot, and the keyed hash in hex. It shows that two rows belong to the same account, but not to which one.
/// </summary>
public readonly record struct AccountKey(string Value) : IStoredAsColumn<AccountKey>
{
    public object ToColumn() => Value;

    public static AccountKey FromColumn(object column) => new((string)column);
}
