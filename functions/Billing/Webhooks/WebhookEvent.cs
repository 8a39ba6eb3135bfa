using System.Text.Json;
using static AiPromptGen.Billing.PayPal.PayPalDocuments;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// All that is stored of an event: its id, its type, its time, and the ids that it names. Everything else is read from PayPal.
/// </summary>
internal sealed record WebhookEvent
{
    [NotStored]
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Our id, as we gave it to PayPal.</summary>
    public string? CustomId { get; init; }
    public string? OrderId { get; init; }
    public string? SubscriptionId { get; init; }

    /// <summary>PayPal's id of a payment: a capture of an order, or a sale of a subscription.</summary>
    public string? PaymentId { get; init; }
    public string? RefundId { get; init; }
    public string? DisputeId { get; init; }

    /// <returns>Null when the body is no event.</returns>
    public static WebhookEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return From(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static WebhookEvent? From(JsonElement root) =>
        IdIn(root, "id") is { } id
        && IdIn(root, "event_type") is { } type
        && PayPalFault.Time(root.Text("create_time")) is { } at
            ? Hints(
                new()
                {
                    Id = id,
                    Type = type,
                    CreatedAt = at,
                },
                root.Member("resource")
            )
            : null;

    private static WebhookEvent Hints(WebhookEvent e, JsonElement? resource) =>
        EventTypes.KindOf(e.Type) switch
        {
            EventKind.Order => e with
            {
                OrderId = IdIn(resource, "id") ?? IdIn(resource, "order_id"),
                CustomId = IdIn(First(resource, "purchase_units"), "custom_id"),
            },
            EventKind.Refund => Refund(e, resource),
            EventKind.Capture => e with
            {
                PaymentId = IdIn(resource, "id"),
                OrderId = IdIn(resource.Member("supplementary_data").Member("related_ids"), "order_id"),
                CustomId = IdIn(resource, "custom_id") ?? IdIn(resource, "custom"),
            },
            EventKind.Sale => e with
            {
                PaymentId = IdIn(resource, "id"),
                SubscriptionId = IdIn(resource, "billing_agreement_id"),
                CustomId = IdIn(resource, "custom"),
            },
            EventKind.Subscription => e with
            {
                SubscriptionId = IdIn(resource, "id"),
                CustomId = IdIn(resource, "custom_id"),
            },
            EventKind.Dispute => Dispute(e, resource, First(resource, "disputed_transactions")),
            _ => e,
        };

    /// <summary>
    /// The ids in an event about a refund of a capture or a sale, in the form of version 1 or 2 of PayPal's API. The event of a reversed
    /// sale names only the refund, and the refund names the sale. In other events the resource is the payment itself, which its links show.
    /// </summary>
    private static WebhookEvent Refund(WebhookEvent e, JsonElement? resource)
    {
        var (id, payment) = (IdIn(resource, "id"), RefundedPayment(resource));
        return e with
        {
            RefundId = string.Equals(id, payment, StringComparison.Ordinal) ? null : id,
            PaymentId = payment,
            SubscriptionId = IdIn(resource, "billing_agreement_id"),
            CustomId = IdIn(resource, "custom_id") ?? IdIn(resource, "custom"),
        };
    }

    private static WebhookEvent Dispute(WebhookEvent e, JsonElement? resource, JsonElement? transaction) =>
        e with
        {
            DisputeId = IdIn(resource, "dispute_id") ?? IdIn(resource, "id"),
            PaymentId = IdIn(transaction, "seller_transaction_id"),
            CustomId = IdIn(transaction, "custom") ?? IdIn(transaction, "invoice_number"),
        };

    private static JsonElement? First(JsonElement? parent, string name) =>
        parent.Items(name).Cast<JsonElement?>().FirstOrDefault();
}

/// <summary>What each of PayPal's types of event is about (https://developer.paypal.com/api/rest/webhooks/event-names/).</summary>
internal static class EventTypes
{
    /// <summary>Beginnings of types that we leave alone on purpose, each with the reason.</summary>
    private static readonly string[] Ignored =
    [
        // We capture at once and never authorize.
        .. "PAYMENT.AUTHORIZATION. PAYMENT.ORDER. CHECKOUT.CHECKOUT. PAYMENTS.PAYMENT.".Split(' '),
        // We pay nobody out, and have no partners or merchants of our own.
        .. "PAYMENT.PAYOUTS PAYMENT.REFERENCED-PAYOUT CUSTOMER.ACCOUNT CUSTOMER.MANAGED-ACCOUNT".Split(' '),
        .. "CUSTOMER.MERCHANT CUSTOMER.PAYOUT MERCHANT. PAYMENT-NETWORKS. NETWORKED-".Split(' '),
        // The catalog says what a plan costs; a start-up check compares it with PayPal's.
        .. "BILLING.PLAN. BILLING.PRICING CATALOG.".Split(' '),
        // Billing agreements of the old kind; subscriptions have events of their own.
        "BILLING_AGREEMENTS.",
        // We send no invoices, keep no instruments, and do not sign people in by PayPal.
        .. "INVOICING. VAULT. IDENTITY.".Split(' '),
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
    /// <summary>A type that PayPal has added since this list was written. It is logged, and nothing else is done.</summary>
    Unknown,

    /// <summary>A type that we ignore on purpose.</summary>
    Ignored,
    Order,
    Capture,

    /// <summary>A refund or a reversal of a capture or a sale.</summary>
    Refund,
    Sale,
    Subscription,
    Dispute,
}
