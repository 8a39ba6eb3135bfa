using Azure;

namespace AiPromptGen.Credits;

/// <summary>The state of one reservation, which is kept after its end. While the reservation is open, the account row decides.</summary>
internal sealed record ReservationRow
{
    /// <summary>The most different late attempts that a row remembers; more would tell an investigator nothing new.</summary>
    private const int MaxLate = 16;

    [StoredInLowerCase]
    public required ReservationStatus State { get; init; }

    /// <summary>0 when nothing was reserved. Null in a change of the row, which leaves the stored value as it is.</summary>
    public CreditAmount? Reserved { get; init; }

    public required CreditAmount Charged { get; init; }

    /// <inheritdoc cref="Reserved"/>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the credits were reserved, or when the id was closed without a reservation.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Marks the call that wrote the row last, so that a call whose write got no clear answer recognizes its own row.</summary>
    public required string Token { get; init; }

    /// <summary>The other ends that were asked for after it had ended, separated by spaces; null when there were none.</summary>
    public string? LateAttempts { get; init; }

    [NotStored]
    public ETag ETag { get; init; }

    public static TableTransactionAction Add(ReserveRequest request, DateTimeOffset now, string token) =>
        Added(
            request.AccountId,
            request.ReservationId,
            new()
            {
                State = ReservationStatus.Open,
                Reserved = request.Amount,
                Charged = CreditAmount.Zero,
                Deadline = request.Deadline,
                At = now,
                Token = token,
            }
        );

    /// <summary>The row of a reservation that was never made. It takes the id, so that the reservation cannot be made later.</summary>
    public static TableTransactionAction Closed(
        AccountId accountId,
        string id,
        ReservationStatus state,
        DateTimeOffset now,
        string token
    ) =>
        Added(
            accountId,
            id,
            new()
            {
                State = state,
                Reserved = CreditAmount.Zero,
                Charged = CreditAmount.Zero,
                Deadline = now,
                At = now,
                ResolvedAt = now,
                Token = token,
            }
        );

    /// <summary>Needs no ETag of its own, because the transaction fails unless its account row is unchanged.</summary>
    public static TableTransactionAction End(
        AccountId accountId,
        string id,
        ReservationStatus state,
        CreditAmount charged,
        DateTimeOffset now,
        string token
    )
    {
        var end = new ReservationRow
        {
            State = state,
            Charged = charged,
            ResolvedAt = now,
            Token = token,
        };
        return new(TableTransactionActionType.UpdateMerge, Row(accountId, id, end), ETag.All);
    }

    public static ReservationRow FromRow(TableEntity row) => RowMap.Read<ReservationRow>(row) with { ETag = row.ETag };

    /// <returns>What to merge into the row; null when the row has this attempt already, or as many as it remembers.</returns>
    public TableEntity? WithLate(AccountId accountId, string id, string attempt)
    {
        var known = (LateAttempts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return known.Length >= MaxLate || known.Contains(attempt, StringComparer.Ordinal)
            ? null
            : new TableEntity(accountId.Value, LedgerKeys.Reservation(id))
            {
                [nameof(LateAttempts)] = string.Join(' ', [.. known, attempt]),
            };
    }

    public static string Word(ReservationStatus state) => state.ToString().ToLowerInvariant();

    private static TableTransactionAction Added(AccountId accountId, string id, ReservationRow row) =>
        new(TableTransactionActionType.Add, Row(accountId, id, row));

    private static TableEntity Row(AccountId accountId, string id, ReservationRow row) =>
        RowMap.ToRow(accountId.Value, LedgerKeys.Reservation(id), row);
}
