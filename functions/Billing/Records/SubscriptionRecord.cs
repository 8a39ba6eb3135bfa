using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Billing.Records;

internal sealed record SubscriptionRecord
{
    public required string Id { get; init; }

    /// <summary>Agreed on when it was made, or by the change of plan before the last.</summary>
    public required Terms Terms { get; init; }

    /// <summary>Our id of the plan it is on now.</summary>
    public required string Plan { get; init; }

    public required SubscriptionStatus Status { get; init; }

    /// <summary>The last one asked for, agreed to or not: what is billed tells, by its price, which terms it is for.</summary>
    public PlanChange? Change { get; init; }

    /// <summary>A payment is outstanding; there are no credits for it until it is made.</summary>
    public bool IsPastDue { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="OrderRecord.ProviderId"/>
    public string? ProviderId { get; init; }

    public string? ApproveUrl { get; init; }
    public string? CustomerId { get; init; }

    /// <inheritdoc cref="OrderRecord.Parked"/>
    public string? Parked { get; init; }
}
