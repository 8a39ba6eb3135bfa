namespace AiPromptGen.Billing.Webhooks;

internal enum EventKind
{
    /// <summary>PayPal has added it since this was written: it is told, and nothing else is done.</summary>
    Unknown,

    /// <summary>About nothing that we buy or sell.</summary>
    Ignored,
    Order,
    Capture,

    /// <summary>Of a capture or a sale; also a reversal.</summary>
    Refund,
    Sale,
    Subscription,
    Dispute,
}
