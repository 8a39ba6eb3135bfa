using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Http;

/// <param name="Pack">Id of a pack; what it costs is ours to say.</param>
public sealed record OrderRequest(string Pack);

/// <param name="Plan">Id of a plan.</param>
public sealed record SubscriptionRequest(string Plan);

/// <param name="Plan">Id of the plan to change to.</param>
public sealed record PlanChangeBody(string Plan);

/// <param name="ApproveUrl">Where the person agrees to pay.</param>
internal sealed record CheckoutView(string Id, string ApproveUrl);

internal sealed record OrderView(string Id, OrderStatus Status, string Pack, AmountView Amount);

internal sealed record SubscriptionView(string Id, SubscriptionViewStatus Status, string Plan, AmountView Amount);

/// <param name="Value">"9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record AmountView(string Value, string Currency)
{
    internal static AmountView Of(Money money) => new(money.Value, money.Currency);
}

[JsonConverter(typeof(KebabCaseEnumConverter<SubscriptionViewStatus>))]
internal enum SubscriptionViewStatus
{
    ApprovalPending,
    Active,

    /// <summary>Active, and a payment is outstanding.</summary>
    PastDue,
    Suspended,
    Cancelled,
    Expired,
}

/// <summary>Newest subscription first, then receipts, one a payment.</summary>
internal sealed record BillingView(IReadOnlyList<BillingRecordView> Records);

/// <summary>Exactly what the privacy policy allows of a billing record.</summary>
internal sealed record BillingRecordView
{
    public required string Plan { get; init; }
    public required AmountView Amount { get; init; }

    /// <summary>Of a subscription.</summary>
    public SubscriptionViewStatus? SubscriptionStatus { get; init; }

    /// <summary>Of a payment; none when all of it stayed.</summary>
    public RefundOrDisputeStatus? RefundOrDisputeStatus { get; init; }

    /// <summary>The order's or subscription's id, or the payment's at the provider.</summary>
    public required string InvoiceReference { get; init; }

    public string? ProviderCustomerId { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<RefundOrDisputeStatus>))]
internal enum RefundOrDisputeStatus
{
    PartiallyRefunded,
    Refunded,
    DisputeOpen,
    DisputeWon,
    DisputeLost,
}
