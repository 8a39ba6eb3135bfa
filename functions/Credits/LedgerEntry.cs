using System.Text.Json.Serialization;

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

[JsonConverter(typeof(JsonStringEnumConverter<LedgerReferenceKind>))]
public enum LedgerReferenceKind
{
    /// <summary>The id of a generation. The generation may have been deleted since by its owner.</summary>
    [JsonStringEnumMemberName("generation")]
    Generation,

    /// <summary>The id of a payment at PayPal.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment,

    /// <summary>The credits of a new account.</summary>
    [JsonStringEnumMemberName("signUp")]
    SignUp,

    /// <summary>The id of the lot that expired.</summary>
    [JsonStringEnumMemberName("lot")]
    Lot,

    /// <summary>A reason that support gave.</summary>
    [JsonStringEnumMemberName("support")]
    Support,
}

/// <summary>One change of the posted balance; never edited, never zero.</summary>
public sealed record LedgerEntry
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    [StoredInLowerCase]
    public required LedgerEntryType Type { get; init; }

    /// <summary>Signed credits.</summary>
    public required long Amount { get; init; }

    public required CreditAmount BalanceBefore { get; init; }

    public required CreditAmount BalanceAfter { get; init; }

    /// <summary>The id of what caused it; never content.</summary>
    public required string Reference { get; init; }

    /// <summary>What kind of id <see cref="Reference"/> is, so that a client need not guess.</summary>
    public LedgerReferenceKind ReferenceKind =>
        Type switch
        {
            LedgerEntryType.Charge => LedgerReferenceKind.Generation,
            LedgerEntryType.Purchase
            or LedgerEntryType.Subscription
            or LedgerEntryType.Clawback
            or LedgerEntryType.Reinstatement => LedgerReferenceKind.Payment,
            LedgerEntryType.Expiry => LedgerReferenceKind.Lot,
            LedgerEntryType.Grant when Reference.Equals(Grant.SignUp, StringComparison.Ordinal) =>
                LedgerReferenceKind.SignUp,
            _ => LedgerReferenceKind.Support,
        };

    /// <summary>The lot that the change is about; null when there are several.</summary>
    public string? LotId { get; init; }

    public required DateTimeOffset At { get; init; }
}
