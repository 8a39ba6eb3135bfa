namespace AiPromptGen.Billing.Gateway;

/// <param name="Reference">Our id of the order or subscription: its custom id, invoice reference and request id there.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where it goes otherwise.</param>
internal sealed record CheckoutRequest(string Reference, Money Price, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ProviderId">Of the order or subscription.</param>
/// <param name="ApproveUrl">Where the person agrees.</param>
internal sealed record CheckoutAnswer(string ProviderId, Uri ApproveUrl);

/// <param name="PlanId">The provider's.</param>
/// <param name="ReturnUrl">Where the browser goes after approval.</param>
/// <param name="CancelUrl">Where it goes otherwise.</param>
internal sealed record RevisionRequest(string SubscriptionId, string PlanId, Uri ReturnUrl, Uri CancelUrl);

/// <param name="ApproveUrl">Where the person agrees; null when nobody has to.</param>
internal sealed record RevisionAnswer(Uri? ApproveUrl);

/// <summary>What became of a capture is read from the order afterwards.</summary>
internal enum CaptureAnswer
{
    /// <summary>Captured, pending, or captured before.</summary>
    Captured,

    /// <summary>The instrument was declined; nothing was taken.</summary>
    Declined,

    /// <summary>The person has not agreed, or the order is over.</summary>
    NotApproved,
}

/// <param name="CustomId">What we gave it when it was made.</param>
internal sealed record PaymentOwner(string? CustomId, string? OrderId, string? SubscriptionId);
