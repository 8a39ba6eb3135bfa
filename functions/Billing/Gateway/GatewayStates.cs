using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing.Gateway;

/// <summary>An order or a subscription as the provider has it now.</summary>
internal abstract record PurchaseState
{
    public required string ProviderId { get; init; }
    public string? CustomId { get; init; }

    /// <summary>The payer's id at the provider.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Those that the provider lists. Its lists lag behind what its events tell.</summary>
    public ImmutableArray<PaymentState> Payments { get; init; } = [];
}

internal sealed record OrderState : PurchaseState
{
    public required ProviderOrderStatus Status { get; init; }

    /// <summary>Null when it has several units, or an amount that is none.</summary>
    public Money? Amount { get; init; }
}

internal enum ProviderOrderStatus
{
    Created,
    Approved,
    Completed,
    Voided,
}

internal sealed record SubscriptionState : PurchaseState
{
    public required SubscriptionStatus Status { get; init; }
    public required string PlanId { get; init; }

    /// <summary>An active subscription may owe: what is outstanding is not paid.</summary>
    public bool HasOutstandingBalance { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<SubscriptionStatus>))]
internal enum SubscriptionStatus
{
    ApprovalPending,
    Active,
    Suspended,
    Cancelled,
    Expired,
}

/// <summary>A capture of an order or a sale of a subscription: money that came, and what of it went back.</summary>
internal sealed record PaymentState
{
    public required string Id { get; init; }
    public required PaymentStatus Status { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a sale the provider lists none: they are known from events.</summary>
    public ImmutableArray<RefundState> Refunds { get; init; } = [];

    public ImmutableArray<DisputeState> Disputes { get; init; } = [];
}

[JsonConverter(typeof(KebabCaseEnumConverter<PaymentStatus>))]
internal enum PaymentStatus
{
    Pending,
    Completed,
    Denied,
    PartiallyRefunded,

    /// <summary>Or reversed.</summary>
    Refunded,
}

internal sealed record RefundState(string Id, string PaymentId, bool IsThrough, Money Amount, DateTimeOffset At);

/// <param name="PaymentIds">The captures and sales in dispute; none when the provider names them by the buyer's ids only.</param>
/// <param name="Reference">Our id of what was bought, where the provider repeats it.</param>
/// <param name="Amount">What is in dispute; of a lost one, what went back.</param>
internal sealed record DisputeState(
    string Id,
    ImmutableArray<string> PaymentIds,
    string? Reference,
    DisputeStatus Status,
    Money Amount,
    DateTimeOffset At
);

[JsonConverter(typeof(KebabCaseEnumConverter<DisputeStatus>))]
internal enum DisputeStatus
{
    None,
    Open,
    Won,
    Lost,
}
