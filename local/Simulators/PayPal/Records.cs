namespace AiPromptGen.Simulators.PayPal;

internal sealed class Order
{
    public required string Id { get; init; }
    public required Amount Amount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ReturnUrl { get; init; }
    public required string CancelUrl { get; init; }
    public required string ApproveRel { get; init; }
    public string? CustomId { get; init; }
    public string? InvoiceId { get; init; }
    public required string Status { get; set; }
    public string? Buyer { get; set; }
    public Payment? Capture { get; set; }
}

/// <summary>A capture of an order, or a sale of a subscription.</summary>
internal sealed class Payment
{
    public required string Id { get; init; }
    public required bool IsSale { get; init; }

    /// <summary>The id of the order or the subscription.</summary>
    public required string OwnerId { get; init; }
    public required Amount Amount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string? CustomId { get; init; }
    public string? InvoiceId { get; init; }
    public required string Status { get; set; }
    public decimal Refunded { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Why it is pending.</summary>
    public string? PendingReason { get; set; }

    public Amount Left => Amount with { Value = Amount.Value - Refunded };
}

internal sealed record Refund(
    string Id,
    Payment Payment,
    Amount Amount,
    Amount TotalRefunded,
    DateTimeOffset At,
    bool IsReversal,
    string? CustomId,
    string? InvoiceId
);

internal sealed class Dispute
{
    public required string Id { get; init; }
    public required Payment Payment { get; init; }
    public required Amount Amount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>How the dispute was decided; null while it is open.</summary>
    public string? Outcome { get; set; }

    /// <summary>The amount that was paid back when the dispute was decided; null before, and when nothing was.</summary>
    public Amount? Refunded { get; set; }

    /// <summary>Whether the dispute names the payment by the buyer's id only, as some of PayPal's disputes do.</summary>
    public bool IsBuyersView { get; init; }
}

internal sealed record Plan(string Id, string ProductId, Amount Price, string Unit, int Every, int TotalCycles)
{
    /// <summary>The price of one trial period before the regular ones; null for no trial.</summary>
    public Amount? Trial { get; init; }

    /// <summary>A fee that is added to the first payment; null for none.</summary>
    public Amount? SetupFee { get; init; }

    /// <summary>Tax in percent that is added to each price; 0 when prices include it.</summary>
    public decimal Tax { get; init; }

    /// <summary>https://developer.paypal.com/docs/subscriptions/customize/payment-failure-retry/: on unless turned off.</summary>
    public bool AutoBillsOutstanding { get; init; } = true;

    public decimal Taxed(decimal price) => Math.Round(price * (1 + (Tax / 100)), 2, MidpointRounding.AwayFromZero);

    /// <summary>The price of the cycle that follows this many paid ones, without an outstanding amount.</summary>
    public decimal Costs(int paidCycles) =>
        paidCycles > 0 ? Taxed(Price.Value) : Taxed((Trial ?? Price).Value) + Taxed(SetupFee?.Value ?? 0);

    public DateTimeOffset After(DateTimeOffset start, int cycles) =>
        Unit switch
        {
            "DAY" => start.AddDays(cycles * Every),
            "WEEK" => start.AddDays(7 * cycles * Every),
            "YEAR" => start.AddYears(cycles * Every),
            _ => start.AddMonths(cycles * Every),
        };
}

internal sealed class Subscription
{
    public required string Id { get; init; }
    public required string ConsentToken { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ReturnUrl { get; set; }
    public required string CancelUrl { get; set; }
    public required Plan Plan { get; set; }
    public string? CustomId { get; init; }
    public required string Status { get; set; }
    public required DateTimeOffset StatusAt { get; set; }
    public string? Buyer { get; set; }

    /// <summary>The plan of a requested change that waits for the buyer's consent; null for none.</summary>
    public Plan? Revision { get; set; }

    /// <summary>Whether the buyer has agreed to a change that is not billed yet.</summary>
    public bool IsRevised { get; set; }
    public DateTimeOffset StartAt { get; set; }
    public DateTimeOffset? NextBillingAt { get; set; }
    public int PaidCycles { get; set; }
    public int FailedPayments { get; set; }
    public decimal Outstanding { get; set; }
    public List<Payment> Sales { get; } = [];
}
