namespace AiPromptGen.Billing.Records;

/// <summary>One capture or sale, and what it did to the ledger: Credits granted, of which Clawed are taken back now.</summary>
internal sealed record PaymentRecord
{
    public required string Id { get; init; }
    public required BillingSubject Subject { get; init; }

    /// <summary>Id of the pack or plan it paid for; of the one agreed on when it paid for none.</summary>
    public required string Plan { get; init; }

    public required Money Amount { get; init; }
    public required PaymentStatus Status { get; init; }
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>0 until it is granted.</summary>
    public long Credits { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>Net of reinstatements.</summary>
    public long Clawed { get; init; }

    /// <summary>Clawbacks and reinstatements so far; the next one's idempotency id.</summary>
    public int Moves { get; init; }

    /// <summary>Went back for good, in the smallest unit.</summary>
    public long Refunded { get; init; }

    public DisputeStatus Dispute { get; init; }

    /// <summary>Known refunds, comma-separated; PayPal lists none for a sale.</summary>
    public string RefundIds { get; init; } = "";

    /// <summary>Known disputes, comma-separated.</summary>
    public string DisputeIds { get; init; } = "";

    public string? CustomerId { get; init; }

    /// <inheritdoc cref="OrderRecord.Parked"/>
    public string? Parked { get; init; }
}

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
