using System.Text.Json.Serialization;
using AiPromptGen.Platform;

namespace AiPromptGen.Credits;

[JsonConverter(typeof(JsonStringEnumConverter<LedgerEntryType>))]
public enum LedgerEntryType
{
    [JsonStringEnumMemberName("grant")]
    Grant,

    [JsonStringEnumMemberName("purchase")]
    Purchase,

    [JsonStringEnumMemberName("subscription")]
    Subscription,

    [JsonStringEnumMemberName("charge")]
    Charge,

    [JsonStringEnumMemberName("expiry")]
    Expiry,

    [JsonStringEnumMemberName("clawback")]
    Clawback,

    [JsonStringEnumMemberName("reinstatement")]
    Reinstatement,

    [JsonStringEnumMemberName("correction")]
    Correction,
}

/// <summary>One change of the posted balance; never edited, never zero.</summary>
public sealed record LedgerEntry
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required LedgerEntryType Type { get; init; }

    /// <summary>Signed credits.</summary>
    public required long Amount { get; init; }

    public required CreditAmount BalanceBefore { get; init; }

    public required CreditAmount BalanceAfter { get; init; }

    /// <summary>The id of what caused it; never content.</summary>
    public required string Reference { get; init; }

    /// <summary>Null when several lots took part.</summary>
    public string? LotId { get; init; }

    public required DateTimeOffset At { get; init; }
}
