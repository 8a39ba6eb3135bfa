using System.Text.Json.Serialization;

namespace AiPromptGen.Billing.Records;

/// <summary>An order or a subscription, from before PayPal knows of it.</summary>
internal abstract record PurchaseRecord
{
    public required string Id { get; init; }

    /// <summary>Agreed on when it was made, or by the change of plan before the last: what the catalogue says later changes nothing.</summary>
    public required Terms Terms { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>PayPal's id; null until it has answered.</summary>
    public string? ProviderId { get; init; }

    public string? ApproveUrl { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>Why a person has to look at it: a closed word.</summary>
    public string? Parked { get; init; }

    public abstract BillingSubject Subject { get; }

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

    public override bool IsOpen => IsBilled;

    public override bool MayBring => Status is not (SubscriptionStatus.Cancelled or SubscriptionStatus.Expired);

    public bool IsBilled => Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended;
}

/// <param name="Terms">As they were when it was asked for: what the catalogue says later changes nothing.</param>
internal sealed record PlanChange(Terms Terms, DateTimeOffset AskedAt);

/// <summary>An order or a subscription of an account: what a payment is for, and what a webhook event is about.</summary>
internal readonly record struct BillingSubject(bool IsOrder, string Id)
{
    private const string OrderPrefix = "order-";
    private const string SubscriptionPrefix = "subscription-";

    /// <summary>Its row key, and what the index says.</summary>
    public string Key => (IsOrder ? OrderPrefix : SubscriptionPrefix) + KeyPart.Require(Id, nameof(Id));

    public static BillingSubject Order(string id) => new(true, id);

    public static BillingSubject Subscription(string id) => new(false, id);

    public static BillingSubject Parse(string key) =>
        key.StartsWith(OrderPrefix, StringComparison.Ordinal)
            ? Order(key[OrderPrefix.Length..])
            : Subscription(key[SubscriptionPrefix.Length..]);
}
