using System.Collections.Immutable;

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

/// <summary>A capture or a sale, read by its own id.</summary>
/// <param name="CustomId">What we gave to the order or subscription when it was made.</param>
/// <param name="OrderId">The provider's, of a capture.</param>
/// <param name="SubscriptionId">The provider's, of a sale.</param>
internal sealed record FoundPayment(PaymentState State, string? CustomId, string? OrderId, string? SubscriptionId);

/// <summary>What the provider bills for a plan.</summary>
/// <param name="Price">Of each regular period; null when the provider's plan has no fixed price.</param>
/// <param name="Months">Of a regular period; null when it is not whole months.</param>
/// <param name="Trials">Prices of trial periods that cost something.</param>
/// <param name="HasTrial">Also one that costs nothing.</param>
/// <param name="SetupFee">Once, with the first payment.</param>
/// <param name="TaxPercent">Added on top of each price; 0 when prices include it.</param>
/// <param name="IsActive">It can be subscribed to.</param>
internal sealed record PlanPricing(
    Money? Price,
    int? Months,
    ImmutableArray<Money> Trials,
    bool HasTrial,
    Money? SetupFee,
    decimal TaxPercent,
    bool IsActive
);
