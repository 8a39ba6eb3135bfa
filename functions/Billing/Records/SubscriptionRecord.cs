using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Billing.Records;

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

    public override bool MayBeApproved => Status == SubscriptionStatus.ApprovalPending && !IsGivenUp;

    public override bool IsOpen => IsBilled;

    public override bool MayBring => Status is not (SubscriptionStatus.Cancelled or SubscriptionStatus.Expired);

    public bool IsBilled => Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended;
}

/// <param name="Terms">As they were when it was asked for: what the catalogue says later changes nothing.</param>
internal sealed record PlanChange(Terms Terms, DateTimeOffset AskedAt);
