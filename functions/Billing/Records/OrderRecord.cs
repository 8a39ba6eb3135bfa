using System.Text.Json.Serialization;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing.Records;

/// <summary>One purchase of a pack, from before PayPal knows of it.</summary>
internal sealed record OrderRecord
{
    public required string Id { get; init; }

    /// <summary>Agreed on when it was made: what the catalogue says later changes nothing.</summary>
    public required Terms Terms { get; init; }

    public required OrderStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>PayPal's id; null until it has answered.</summary>
    public string? ProviderId { get; init; }

    public string? ApproveUrl { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>Definite declines; part of the next capture's request id.</summary>
    public int Declines { get; init; }

    /// <summary>Why a person has to look at it: a closed word.</summary>
    public string? Parked { get; init; }
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
