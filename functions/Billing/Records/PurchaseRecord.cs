using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Records;

/// <summary>An order or a subscription, from before PayPal knows of it.</summary>
internal abstract record PurchaseRecord
{
    [NotStored]
    public required string Id { get; init; }

    /// <summary>Agreed on when it was made, or by the change of plan before the last: what the catalog says later changes nothing.</summary>
    [StoredAs("")]
    public required Terms Terms { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>PayPal's id; null until it has answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Where the person agrees. It has a token in it, and goes when there is nothing to agree to any more.</summary>
    public string? ApproveUrl { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>Why a person has to look at it: a closed word.</summary>
    public string? Parked { get; init; }

    public abstract BillingSubject Subject { get; }

    /// <summary>There is something that the person may still agree to.</summary>
    public abstract bool MayBeApproved { get; }

    /// <summary>Something may still come of it by itself.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Money may still come of it, if the buyer wants: what is without that, and without payments, is never looked at again.</summary>
    public abstract bool MayBring { get; }
}

/// <summary>One purchase of a pack.</summary>
internal sealed record OrderRecord : PurchaseRecord
{
    public required OrderStatus Status { get; init; }

    /// <summary>Definite declines; part of the next capture's request id.</summary>
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
    /// <summary>Our id of the plan it is on now.</summary>
    [StoredAs("CurrentPlan")]
    public required string Plan { get; init; }

    public required SubscriptionStatus Status { get; init; }

    /// <summary>The last change asked for, agreed to or not: the plan at PayPal tells whether it holds.</summary>
    public PlanChange? Change { get; init; }

    /// <summary>A payment is outstanding; there are no credits for it until it is made.</summary>
    public bool IsPastDue { get; init; }

    /// <summary>When it was first seen active, by our clock. Of two active ones the later is given up.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Nobody may be billed by it: its buyer cancelled it before agreeing, or has another one.</summary>
    public bool IsGivenUp { get; init; }

    public override BillingSubject Subject => BillingSubject.Subscription(Id);

    public override bool MayBeApproved => Status == SubscriptionStatus.ApprovalPending && !IsGivenUp;

    public override bool IsOpen => IsBilled;

    public override bool MayBring => Status is not (SubscriptionStatus.Cancelled or SubscriptionStatus.Expired);

    public bool IsBilled => Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended;
}

/// <param name="Terms">As they were when it was asked for: what the catalog says later changes nothing.</param>
internal sealed record PlanChange([property: StoredAs("")] Terms Terms, DateTimeOffset AskedAt);

/// <summary>An order or a subscription of an account: what a payment is for, and what a webhook event is about.</summary>
internal readonly record struct BillingSubject(bool IsOrder, string Id) : IStoredAsColumn<BillingSubject>
{
    private const string OrderPrefix = "order-";
    private const string SubscriptionPrefix = "subscription-";

    /// <summary>Its row key, and what the index says.</summary>
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

/// <summary>One capture or sale, and what it did to the ledger: Credits granted, of which Clawed are taken back now.</summary>
internal sealed record PaymentRecord
{
    [NotStored]
    public required string Id { get; init; }
    public required BillingSubject Subject { get; init; }

    /// <summary>Id of the pack or plan it paid for; of the one agreed on when it paid for none.</summary>
    public required string Plan { get; init; }

    [StoredAs("Price")]
    public required Money Amount { get; init; }
    public required PaymentStatus Status { get; init; }
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>0 until it is granted.</summary>
    public long Credits { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>Net of reinstatements.</summary>
    public long Clawed { get; init; }

    /// <summary>Since when some of them are taken back; null while none are.</summary>
    public DateTimeOffset? ClawedAt { get; init; }

    /// <summary>Clawbacks and reinstatements so far; the next one's idempotency id.</summary>
    public int Moves { get; init; }

    /// <summary>Went back for good, in the smallest unit.</summary>
    [StoredAs("RefundedMinor")]
    public long Refunded { get; init; }

    public DisputeStatus Dispute { get; init; }

    /// <summary>Known refunds, comma-separated; PayPal lists none for a sale.</summary>
    public string RefundIds { get; init; } = "";

    /// <summary>Known disputes, comma-separated.</summary>
    public string DisputeIds { get; init; } = "";

    public string? CustomerId { get; init; }

    /// <inheritdoc cref="OrderRecord.Parked"/>
    public string? Parked { get; init; }
}

/// <summary>A refund that support ordered: written before the provider hears of it, so that a repeated order is the same one.</summary>
internal sealed record RefundRecord
{
    /// <summary>Also the request id at the provider.</summary>
    [NotStored]
    public required string Id { get; init; }

    public required string PaymentId { get; init; }

    /// <summary>Null: asked for the rest.</summary>
    public required long? AskedMinor { get; init; }

    public required Money Amount { get; init; }

    /// <summary>A word of a closed set.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>At the provider; null until it answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The provider said no for good; nothing went back.</summary>
    public bool IsRefused { get; init; }
}
