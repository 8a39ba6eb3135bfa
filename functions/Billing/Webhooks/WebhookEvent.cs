using System.Text.Json;
using static AiPromptGen.Billing.PayPal.PayPalDocuments;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>All that is kept of an event: what it is called and what it points at. The rest is read from PayPal itself.</summary>
internal sealed record WebhookEvent
{
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Our id, as we gave it to PayPal.</summary>
    public string? CustomId { get; init; }
    public string? OrderId { get; init; }
    public string? SubscriptionId { get; init; }

    /// <summary>Of a capture or a sale.</summary>
    public string? PaymentId { get; init; }
    public string? RefundId { get; init; }
    public string? DisputeId { get; init; }

    /// <returns>Null when the body is no event.</returns>
    public static WebhookEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Of(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static WebhookEvent? Of(JsonElement root) =>
        IdIn(root, "id") is { } id
        && IdIn(root, "event_type") is { } type
        && PayPalFault.Time(Text(root, "create_time")) is { } at
            ? Hints(
                new()
                {
                    Id = id,
                    Type = type,
                    CreatedAt = at,
                },
                Member(root, "resource")
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
                OrderId = IdIn(Member(Member(resource, "supplementary_data"), "related_ids"), "order_id"),
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
    /// Of a capture or a sale, in the shape of version 1 or 2 of PayPal's interface. A reversed sale names no sale: its refund
    /// does. And some are about the payment itself, whose own links say so.
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
        List(parent, name).Cast<JsonElement?>().FirstOrDefault();
}
