using System.Globalization;
using System.Text.Json;
using AiPromptGen.Platform;

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

    /// <summary>About something we deal in.</summary>
    public bool IsKnown =>
        CustomId is not null
        || OrderId is not null
        || SubscriptionId is not null
        || PaymentId is not null
        || RefundId is not null
        || DisputeId is not null;

    /// <returns>Null when the body is no event.</returns>
    public static WebhookEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return
                Text(root, "id") is { } id
                && Text(root, "event_type") is { } type
                && DateTimeOffset.TryParse(
                    root.GetProperty("create_time").GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var at
                )
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
        }
        catch (Exception malformed)
            when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static WebhookEvent Hints(WebhookEvent e, JsonElement? resource)
    {
        var words = e.Type.Split('.');
        return words switch
        {
            ["CHECKOUT", "ORDER", ..] => e with
            {
                OrderId = Text(resource, "id"),
                CustomId = Text(First(resource, "purchase_units"), "custom_id"),
            },
            ["CHECKOUT", "PAYMENT-APPROVAL", ..] => e with { OrderId = Text(resource, "order_id") },
            ["PAYMENT", "CAPTURE", "REFUNDED" or "REVERSED"] or ["PAYMENT", "REFUND", ..] => e with
            {
                RefundId = Text(resource, "id"),
                PaymentId = Up(resource),
                CustomId = Text(resource, "custom_id"),
            },
            ["PAYMENT", "CAPTURE", ..] => e with
            {
                PaymentId = Text(resource, "id"),
                OrderId = Text(Member(Member(resource, "supplementary_data"), "related_ids"), "order_id"),
                CustomId = Text(resource, "custom_id"),
            },
            ["PAYMENT", "SALE", "REFUNDED" or "REVERSED"] => e with
            {
                RefundId = Text(resource, "id"),
                PaymentId = Text(resource, "sale_id") ?? Up(resource),
                CustomId = Text(resource, "custom"),
            },
            ["PAYMENT", "SALE", ..] => e with
            {
                PaymentId = Text(resource, "id"),
                SubscriptionId = Text(resource, "billing_agreement_id"),
                CustomId = Text(resource, "custom"),
            },
            ["BILLING", "SUBSCRIPTION", ..] => e with
            {
                SubscriptionId = Text(resource, "id"),
                CustomId = Text(resource, "custom_id"),
            },
            ["CUSTOMER", "DISPUTE", ..] => e with
            {
                DisputeId = Text(resource, "dispute_id"),
                PaymentId = Text(First(resource, "disputed_transactions"), "seller_transaction_id"),
            },
            _ => e,
        };
    }

    /// <summary>What a refund is of: the last part of its link "up".</summary>
    private static string? Up(JsonElement? resource)
    {
        if (Member(resource, "links") is not { ValueKind: JsonValueKind.Array } links)
        {
            return null;
        }

        var up = links.EnumerateArray().FirstOrDefault(link => Text(link, "rel") is "up");
        var href = up.ValueKind == JsonValueKind.Object ? Member(up, "href")?.GetString() : null;
        return href?.Split('/')[^1] is { } id && KeyPart.IsValid(id) ? id : null;
    }

    private static JsonElement? First(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : null;

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Only what can be an id: whatever else stands there is not kept.</summary>
    private static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text && KeyPart.IsValid(text.GetString())
            ? text.GetString()
            : null;
}
