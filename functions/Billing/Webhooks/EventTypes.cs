namespace AiPromptGen.Billing.Webhooks;

/// <summary>What each of PayPal's types of event is about (https://developer.paypal.com/api/rest/webhooks/event-names/).</summary>
internal static class EventTypes
{
    /// <summary>Beginnings of types that we leave alone on purpose, each with the reason.</summary>
    private static readonly string[] Ignored =
    [
        // We capture at once and never authorize.
        "PAYMENT.AUTHORIZATION.",
        "PAYMENT.ORDER.",
        "CHECKOUT.CHECKOUT.",
        "PAYMENTS.PAYMENT.",
        // We pay nobody out, and have no partners or merchants of our own.
        "PAYMENT.PAYOUTS",
        "PAYMENT.REFERENCED-PAYOUT",
        "CUSTOMER.ACCOUNT",
        "CUSTOMER.MANAGED-ACCOUNT",
        "CUSTOMER.MERCHANT",
        "CUSTOMER.PAYOUT",
        "MERCHANT.",
        "PAYMENT-NETWORKS.",
        "NETWORKED-",
        // The catalogue says what a plan costs; a start-up check compares it with PayPal's.
        "BILLING.PLAN.",
        "BILLING.PRICING",
        "CATALOG.",
        // Billing agreements of the old kind; subscriptions tell of themselves.
        "BILLING_AGREEMENTS.",
        // We send no invoices, keep no instruments, and do not sign people in by PayPal.
        "INVOICING.",
        "VAULT.",
        "IDENTITY.",
    ];

    public static EventKind KindOf(string type) =>
        type.Split('.') switch
        {
            ["CHECKOUT", "ORDER" or "PAYMENT-APPROVAL", ..] => EventKind.Order,
            ["PAYMENT", "CAPTURE" or "SALE", "REFUNDED" or "REVERSED"] or ["PAYMENT", "REFUND", ..] => EventKind.Refund,
            ["PAYMENT", "CAPTURE", ..] => EventKind.Capture,
            ["PAYMENT", "SALE", ..] => EventKind.Sale,
            ["BILLING", "SUBSCRIPTION", ..] => EventKind.Subscription,
            // The second is the first's older name, which PayPal may still send.
            ["CUSTOMER" or "RISK", "DISPUTE", ..] => EventKind.Dispute,
            _ when Array.Exists(Ignored, prefix => type.StartsWith(prefix, StringComparison.Ordinal)) =>
                EventKind.Ignored,
            _ => EventKind.Unknown,
        };
}

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
