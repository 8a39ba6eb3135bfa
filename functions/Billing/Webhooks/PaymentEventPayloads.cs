using System.Text.Json.Serialization;
using AiPromptGen.Platform;

namespace AiPromptGen.Billing.Webhooks;

// Ids, times and closed words only, additive changes only: see GenerationPayloads.cs.

public sealed record PaymentEventStart
{
    public required string EventId { get; init; }

    /// <summary>By PayPal's clock; tells the table it is in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed record PaymentEventAnswer
{
    public required PaymentEventEnd End { get; init; }
}

[JsonConverter(typeof(KebabCaseEnumConverter<PaymentEventEnd>))]
public enum PaymentEventEnd
{
    Applied,
    Ignored,
    Parked,
}
