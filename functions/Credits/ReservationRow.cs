using Azure;

namespace AiPromptGen.Credits;

/// <summary>One reservation's outcome, kept after it is no longer open; the account row decides while it is.</summary>
internal sealed record ReservationRow(
    ReservationState State,
    CreditAmount Charged,
    string Token,
    string Late,
    ETag ETag
)
{
    /// <summary>Kinds of late attempts remembered; more say nothing new.</summary>
    private const int MostLate = 16;

    public static TableTransactionAction Add(ReserveRequest request, DateTimeOffset now, string token) =>
        new(
            TableTransactionActionType.Add,
            new TableEntity(request.AccountId.Value, LedgerKeys.Reservation(request.ReservationId))
            {
                ["State"] = Word(ReservationState.Open),
                ["Reserved"] = request.Amount.Value,
                ["Charged"] = 0L,
                ["Deadline"] = request.Deadline,
                ["At"] = now,
                ["Token"] = token,
            }
        );

    /// <summary>Of a reservation that was never made: takes its id, so that it never will be.</summary>
    public static TableTransactionAction Closed(
        AccountId accountId,
        string id,
        ReservationState state,
        DateTimeOffset now,
        string token
    ) =>
        new(
            TableTransactionActionType.Add,
            new TableEntity(accountId.Value, LedgerKeys.Reservation(id))
            {
                ["State"] = Word(state),
                ["Reserved"] = 0L,
                ["Charged"] = 0L,
                ["Deadline"] = now,
                ["At"] = now,
                ["ResolvedAt"] = now,
                ["Token"] = token,
            }
        );

    /// <summary>Needs no ETag of its own: only the writer whose account row matched gets through.</summary>
    public static TableTransactionAction End(
        AccountId accountId,
        string id,
        ReservationState state,
        CreditAmount charged,
        DateTimeOffset now,
        string token
    ) =>
        new(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(accountId.Value, LedgerKeys.Reservation(id))
            {
                ["State"] = Word(state),
                ["Charged"] = charged.Value,
                ["ResolvedAt"] = now,
                ["Token"] = token,
            },
            ETag.All
        );

    public static ReservationRow Read(TableEntity row) =>
        new(
            Enum.Parse<ReservationState>(row.GetString("State"), ignoreCase: true),
            new(row.GetInt64("Charged")!.Value),
            row.GetString("Token"),
            row.GetString("LateAttempts") ?? "",
            row.ETag
        );

    /// <returns>What to merge into the row, null when this attempt is known already.</returns>
    public TableEntity? WithLate(AccountId accountId, string id, string attempt)
    {
        var known = Late.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return known.Length >= MostLate || known.Contains(attempt, StringComparer.Ordinal)
            ? null
            : new TableEntity(accountId.Value, LedgerKeys.Reservation(id))
            {
                ["LateAttempts"] = string.Join(' ', [.. known, attempt]),
            };
    }

    public static string Word(ReservationState state) => state.ToString().ToLowerInvariant();
}
