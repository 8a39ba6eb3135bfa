namespace AiPromptGen.Billing.Records;

/// <summary>A refund that support ordered: written before the provider hears of it, so that a repeated order is the same one.</summary>
internal sealed record RefundRecord
{
    /// <summary>Also the request id at the provider.</summary>
    public required string Id { get; init; }

    public required string PaymentId { get; init; }

    /// <summary>Null: asked for the rest.</summary>
    public required long? AskedMinor { get; init; }

    public required Money Amount { get; init; }

    /// <summary>A word of a closed set.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>At the provider; null until it answered.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The provider said no for good; nothing went back.</summary>
    public bool IsRefused { get; init; }
}
