using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

/// <summary>The credits of one account: Σ entries = Balance = Σ lots remaining; Σ draws = Reserved ≤ Balance.</summary>
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

    /// <summary>Clawed back but already spent; paid by the next grant or release.</summary>
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

/// <summary>One grant's credits. Its stored names are short: up to 200 share one table property.</summary>
public sealed record CreditLot
{
    public required string Id { get; init; }

    public required CreditOrigin Origin { get; init; }

    [JsonPropertyName("at"), JsonConverter(typeof(UtcJson))]
    public required DateTimeOffset Granted { get; init; }

    /// <summary>From this moment on not spendable; null never.</summary>
    [JsonPropertyName("until"), JsonConverter(typeof(UtcJson))]
    public DateTimeOffset? Expires { get; init; }

    [JsonPropertyName("of")]
    public required CreditAmount Amount { get; init; }

    /// <summary>Posted rest; open reservations do not lower it.</summary>
    [JsonPropertyName("left")]
    public required CreditAmount Remaining { get; init; }
}

public sealed record OpenReservation
{
    public required string Id { get; init; }

    public required CreditAmount Amount { get; init; }

    [JsonConverter(typeof(UtcJson))]
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>In draw order; Σ = Amount.</summary>
    public required ImmutableArray<CreditDraw> Draws { get; init; }
}

public sealed record CreditDraw([property: JsonPropertyName("lot")] string LotId, CreditAmount Amount);

/// <summary>A new state and the ledger entries that lead to it.</summary>
public sealed record CreditChange(CreditAccount State, ImmutableArray<LedgerEntry> Entries);
