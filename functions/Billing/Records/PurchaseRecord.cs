using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Records;

/// <summary>An order or a subscription. It is stored before PayPal is asked to make it.</summary>
internal abstract record PurchaseRecord
{
    [NotStored]
    public required string Id { get; init; }

    /// <summary>
    /// What was agreed on when it was made, or by the change of plan before the last one. What the catalog says later changes nothing.
    /// </summary>
    [StoredAs("")]
    public required Terms Terms { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When the account was opened that made it: its payments are booked on no other account of the person. Null on rows that were written
    /// before this time was stored.
    /// </summary>
    public DateTimeOffset? AccountOpenedAt { get; init; }

    /// <summary>PayPal's id; null until it has answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>
    /// PayPal's page where the buyer approves. It has a token in it, so it is deleted once there is nothing left to approve.
    /// </summary>
    public string? ApproveUrl { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>Why a person has to look at it, as one of a fixed set of words; null when nobody has to.</summary>
    public string? Parked { get; init; }

    public abstract BillingSubject Subject { get; }

    /// <summary>Whether the buyer can still approve it.</summary>
    public abstract bool MayBeApproved { get; }

    /// <summary>Whether it may still change without anything the buyer does here, so that it is compared with PayPal again.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>
    /// Whether the buyer can still pay by it. Without that, and without payments, it is never compared with PayPal again.
    /// </summary>
    public abstract bool MayBring { get; }
}

/// <summary>One purchase of a pack.</summary>
internal sealed record OrderRecord : PurchaseRecord
{
    public required OrderStatus Status { get; init; }

    /// <summary>How often the capture was declined for certain. It is part of the next capture's request id.</summary>
    public int Declines { get; init; }

    public override BillingSubject Subject => BillingSubject.Order(Id);

    public override bool MayBeApproved => Status is OrderStatus.Created or OrderStatus.Approved;

    public override bool IsOpen => Status is OrderStatus.Created or OrderStatus.Approved or OrderStatus.Pending;

    public override bool MayBring => IsOpen || Status == OrderStatus.Declined;
}

[JsonConverter(typeof(KebabCaseEnumConverter<OrderStatus>))]
internal enum OrderStatus
{
    Created,
    Approved,
    Pending,
    Completed,
    Declined,
    Abandoned,
}

internal sealed record SubscriptionRecord : PurchaseRecord
{
    /// <summary>Our id of the plan that the subscription is on now.</summary>
    [StoredAs("CurrentPlan")]
    public required string Plan { get; init; }

    public required SubscriptionStatus Status { get; init; }

    /// <summary>The last change of plan that was asked for. The plan that PayPal names shows whether it was approved.</summary>
    public PlanChange? Change { get; init; }

    /// <summary>A payment is outstanding; there are no credits for it until it is made.</summary>
    public bool IsPastDue { get; init; }

    /// <summary>When it was first seen active, by our clock. Of two active ones the later is given up.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>
    /// Whether nobody may be billed by it, because its buyer canceled it before approving it, or has another subscription.
    /// </summary>
    public bool IsGivenUp { get; init; }

    public override BillingSubject Subject => BillingSubject.Subscription(Id);

    public override bool MayBeApproved => Status == SubscriptionStatus.ApprovalPending && !IsGivenUp;

    public override bool IsOpen => IsBilled;

    public override bool MayBring => Status is not (SubscriptionStatus.Cancelled or SubscriptionStatus.Expired);

    public bool IsBilled => Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended;
}

/// <param name="Terms">The terms when the change was asked for; later changes of the catalog do not affect them.</param>
internal sealed record PlanChange([property: StoredAs("")] Terms Terms, DateTimeOffset AskedAt);

/// <summary>An order or a subscription of an account: what a payment is for, and what a webhook event is about.</summary>
internal readonly record struct BillingSubject(bool IsOrder, string Id) : IStoredAsColumn<BillingSubject>
{
    private const string OrderPrefix = "order-";
    private const string SubscriptionPrefix = "subscription-";

    /// <summary>Its row key in the account's partition, and its text in the index.</summary>
    public string Key => (IsOrder ? OrderPrefix : SubscriptionPrefix) + KeyPart.Require(Id, nameof(Id));

    public static BillingSubject Order(string id) => new(true, id);

    public static BillingSubject Subscription(string id) => new(false, id);

    public object ToColumn() => Key;

    public static BillingSubject FromColumn(object column) => FromKey((string)column);

    public static BillingSubject FromKey(string text) =>
        text.StartsWith(OrderPrefix, StringComparison.Ordinal)
            ? Order(text[OrderPrefix.Length..])
            : Subscription(text[SubscriptionPrefix.Length..]);
}

/// <summary>
/// One capture or sale, and what it did to the ledger: <see cref="Credits"/> were granted, of which <see cref="Clawed"/> are taken back
/// at present.
/// </summary>
internal sealed record PaymentRecord
{
    [NotStored]
    public required string Id { get; init; }
    public required BillingSubject Subject { get; init; }

    /// <summary>Id of the pack or plan that it paid for, or of the one agreed on where it paid for neither.</summary>
    [StoredAs("Plan")]
    public required string ItemId { get; init; }

    [StoredAs("Price")]
    public required Money Amount { get; init; }
    public required PaymentStatus Status { get; init; }
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>Credits that were granted for it; 0 until they are.</summary>
    public long Credits { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>Credits that are taken back at present: those that were clawed back, less those that were reinstated.</summary>
    public long Clawed { get; init; }

    /// <summary>The time since which some credits have been taken back; null while none are.</summary>
    public DateTimeOffset? ClawedAt { get; init; }

    /// <summary>How many clawbacks and reinstatements there were. The number is part of the id of the next one, which makes it happen once.</summary>
    public int Moves { get; init; }

    /// <summary>Money that was refunded, in the currency's smallest unit; money in an open dispute is not included.</summary>
    [StoredAs("RefundedMinor")]
    public long Refunded { get; init; }

    public DisputeStatus Dispute { get; init; }

    /// <summary>Ids of the known refunds, separated by commas. They are kept because PayPal lists no refunds for a sale.</summary>
    public string RefundIds { get; init; } = "";

    /// <summary>Ids of the known disputes, separated by commas.</summary>
    public string DisputeIds { get; init; } = "";

    public string? CustomerId { get; init; }

    /// <inheritdoc cref="OrderRecord.Parked"/>
    public string? Parked { get; init; }
}

/// <summary>
/// A refund that support ordered. It is stored before the provider is asked, so that a repeated order finds it and makes no second refund.
/// </summary>
internal sealed record RefundRecord
{
    /// <summary>Also the request id at the provider.</summary>
    [NotStored]
    public required string Id { get; init; }

    public required string PaymentId { get; init; }

    /// <summary>What support asked for, in the smallest unit; null for all that is left.</summary>
    public required long? AskedMinor { get; init; }

    public required Money Amount { get; init; }

    /// <summary>Why, as one of a fixed set of words.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The refund's id at the provider; null until it has answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Whether the provider has definitely refused, so that nothing was refunded.</summary>
    public bool IsRefused { get; init; }
}
