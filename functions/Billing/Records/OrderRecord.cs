using System.Text.Json.Serialization;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing.Records;

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
