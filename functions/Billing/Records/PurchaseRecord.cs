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
