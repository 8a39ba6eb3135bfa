namespace AiPromptGen.Credits;

/// <summary>The idempotency row of a grant, clawback or reinstatement: written once, never changed.</summary>
internal sealed record OnceRow
{
    [NotStored]
    public required string RowKey { get; init; }

    /// <summary>Credits that were asked for; negative in a clawback.</summary>
    public required long Amount { get; init; }

    public required string Reference { get; init; }

    public string? LotId { get; init; }

    public CreditOrigin? Origin { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>Signed change of the balance.</summary>
    public long Posted { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Marks the call that wrote the row, so that a call whose write got no clear answer recognizes its own row.</summary>
    public string Token { get; init; } = "";

    public static OnceRow FromRow(TableEntity row) => RowMap.Read<OnceRow>(row) with { RowKey = row.RowKey };

    public static OnceRow From(Grant grant) =>
        new()
        {
            RowKey = LedgerKeys.Grant(grant.Id),
            Amount = grant.Amount.Value,
            Reference = grant.Reference,
            Origin = grant.Origin,
            Expires = grant.Expires,
        };

    public static OnceRow From(Clawback clawback) =>
        new()
        {
            RowKey = LedgerKeys.Clawback(clawback.Id),
            Amount = -clawback.Amount.Value,
            Reference = clawback.Reference,
            LotId = clawback.LotId,
        };

    public static OnceRow From(Reinstatement reinstatement) =>
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
        var row = this with { Posted = posted, At = now, Token = token };
        return new(TableTransactionActionType.Add, RowMap.ToRow(accountId.Value, RowKey, row));
    }
}
