namespace AiPromptGen.Credits;

/// <summary>The idempotency row of a grant, clawback or reinstatement: written once, never changed.</summary>
internal sealed record OnceRow
{
    public required string RowKey { get; init; }

    /// <summary>Signed, as asked.</summary>
    public required long Amount { get; init; }

    public required string Reference { get; init; }

    public string? LotId { get; init; }

    public CreditOrigin? Origin { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public static OnceRow Of(Grant grant) =>
        new()
        {
            RowKey = LedgerKeys.Grant(grant.Id),
            Amount = grant.Amount.Value,
            Reference = grant.Reference,
            Origin = grant.Origin,
            Expires = grant.Expires,
        };

    public static OnceRow Of(Clawback clawback) =>
        new()
        {
            RowKey = LedgerKeys.Clawback(clawback.Id),
            Amount = -clawback.Amount.Value,
            Reference = clawback.Reference,
            LotId = clawback.LotId,
        };

    public static OnceRow Of(Reinstatement reinstatement) =>
        new()
        {
            RowKey = LedgerKeys.Reinstatement(reinstatement.Id),
            Amount = reinstatement.Amount.Value,
            Reference = reinstatement.Reference,
            LotId = reinstatement.LotId,
            Origin = reinstatement.Origin,
            Expires = reinstatement.Expires,
        };

    /// <param name="posted">Signed change of the balance.</param>
    public TableTransactionAction Add(AccountId accountId, long posted, DateTimeOffset now, string token)
    {
        var row = new TableEntity(accountId.Value, RowKey)
        {
            ["Amount"] = Amount,
            ["Posted"] = posted,
            ["Reference"] = Reference,
            ["At"] = now,
            ["Token"] = token,
        };
        foreach (
            var (name, value) in new (string, object?)[]
            {
                ("LotId", LotId),
                ("Origin", Origin?.ToString()),
                ("Expires", Expires),
            }
        )
        {
            if (value is not null)
            {
                row[name] = value;
            }
        }

        return new(TableTransactionActionType.Add, row);
    }
}
