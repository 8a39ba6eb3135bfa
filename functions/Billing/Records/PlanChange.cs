namespace AiPromptGen.Billing.Records;

/// <param name="Terms">As they were when it was asked for: what the catalogue says later changes nothing.</param>
internal sealed record PlanChange(Terms Terms, DateTimeOffset AskedAt);

/// <summary>One key's request to change the plan of a subscription: written down before PayPal hears of it, and what came of it.</summary>
internal sealed record PlanChangeRequest
{
    public required string Key { get; init; }
    public required string SubscriptionId { get; init; }
    public required string Plan { get; init; }

    /// <summary>Null until PayPal has answered.</summary>
    public PlanChangeAnswer? Answer { get; init; }

    /// <summary>Where the person agrees, if that is needed.</summary>
    public string? ApproveUrl { get; init; }
}

internal enum PlanChangeAnswer
{
    /// <summary>The person has yet to agree.</summary>
    Approval,

    /// <summary>It is on that plan.</summary>
    Made,

    /// <summary>PayPal said no for good.</summary>
    Refused,
}
