using System.Text.Json.Serialization;

namespace AiPromptGen.Support;

/// <summary>Why money is given back: words, so that no refund carries content.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<RefundReason>))]
public enum RefundReason
{
    CustomerRequest,
    DuplicatePurchase,
    ChargedWrongly,
    ServiceFailure,
    Courtesy,
}

public sealed record SupportRefundRequest
{
    public required string AccountId { get; init; }

    /// <summary>Of the capture or the sale, at the provider.</summary>
    public required string PaymentId { get; init; }

    /// <summary>Null: the rest.</summary>
    public AmountView? Amount { get; init; }

    public required RefundReason Reason { get; init; }
}

/// <param name="Id">Of the refund, at the provider.</param>
internal sealed record SupportRefundView(
    string Id,
    string AccountId,
    string PaymentId,
    AmountView Amount,
    RefundReason Reason
);
