using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

/// <summary>
/// The credits of one account. The balance is the sum of all ledger entries, and also of what remains in the lots. The draws of the open
/// reservations add up to Reserved, which is never more than the balance.
/// </summary>
public sealed record CreditAccount
{
    public static CreditAccount Empty { get; } =
        new()
        {
            NextEntry = 1,
            Balance = CreditAmount.Zero,
            Debt = CreditAmount.Zero,
            Lots = [],
            Open = [],
        };

    /// <summary>Sequence of the next ledger entry, from 1.</summary>
    public required long NextEntry { get; init; }

    public required CreditAmount Balance { get; init; }

    /// <summary>
    /// Credits that were clawed back after they had been spent. They are paid from the next grant, or from what an ending reservation gives
    /// back.
    /// </summary>
    public required CreditAmount Debt { get; init; }

    public required ImmutableArray<CreditLot> Lots { get; init; }

    public required ImmutableArray<OpenReservation> Open { get; init; }

    [JsonIgnore]
    public CreditAmount Reserved => new(Open.Sum(reservation => reservation.Amount.Value));

    /// <summary>Balance − reserved − expired but not yet booked.</summary>
    public CreditAmount Available(DateTimeOffset now) => CreditLotRules.Available(this, now);
}

[JsonConverter(typeof(JsonStringEnumConverter<CreditOrigin>))]
public enum CreditOrigin
{
    [JsonStringEnumMemberName("signUp")]
    SignUp,

    [JsonStringEnumMemberName("purchase")]
    Purchase,

    [JsonStringEnumMemberName("subscription")]
    Subscription,

    [JsonStringEnumMemberName("goodwill")]
    Goodwill,
}

/// <summary>The credits of one grant. The stored names are short because up to 200 lots share one table property.</summary>
public sealed record CreditLot
{
    public required string Id { get; init; }

    public required CreditOrigin Origin { get; init; }

    [JsonPropertyName("at"), JsonConverter(typeof(UtcJson))]
    public required DateTimeOffset Granted { get; init; }

    /// <summary>The time from which the credits can no longer be spent; null when they never expire.</summary>
    [JsonPropertyName("until"), JsonConverter(typeof(UtcJson))]
    public DateTimeOffset? Expires { get; init; }

    [JsonPropertyName("of")]
    public required CreditAmount Amount { get; init; }

    /// <summary>Credits that were neither charged, taken back nor booked as expired. An open reservation does not lower it.</summary>
    [JsonPropertyName("left")]
    public required CreditAmount Remaining { get; init; }
}

public sealed record OpenReservation
{
    public required string Id { get; init; }

    public required CreditAmount Amount { get; init; }

    [JsonConverter(typeof(UtcJson))]
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The lots that the credits are taken from, in the order in which they are charged; together they are the amount.</summary>
    public required ImmutableArray<CreditDraw> Draws { get; init; }
}

public sealed record CreditDraw([property: JsonPropertyName("lot")] string LotId, CreditAmount Amount);

/// <summary>A new state and the ledger entries that lead to it.</summary>
public sealed record CreditChange(CreditAccount State, ImmutableArray<LedgerEntry> Entries);
