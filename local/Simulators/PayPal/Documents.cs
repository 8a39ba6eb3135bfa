using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>The JSON documents in which PayPal shows orders, payments, refunds and disputes.</summary>
internal static class Documents
{
    public const string MerchantId = "SIMMERCHANT01";

    public static JsonObject Of(Book book, Order order)
    {
        var captures = order.Capture is { } capture ? new JsonArray(Of(book, capture)) : [];
        var refunds = book
            .Refunds.Values.Where(r => r.Payment == order.Capture && !r.IsReversal)
            .Select(r => (JsonNode)Of(book, r));
        var unit = new JsonObject
        {
            ["reference_id"] = "default",
            ["amount"] = order.Amount.Json,
            ["payee"] = Payee(),
            ["custom_id"] = order.CustomId,
            ["invoice_id"] = order.InvoiceId,
            ["payments"] = order.Capture is null
                ? null
                : new JsonObject { ["captures"] = captures, ["refunds"] = new JsonArray([.. refunds]) },
        };
        var path = $"/v2/checkout/orders/{order.Id}";
        return Lean(
            new()
            {
                ["id"] = order.Id,
                ["intent"] = "CAPTURE",
                ["status"] = order.Status,
                ["purchase_units"] = new JsonArray(Lean(unit)),
                ["payer"] = order.Buyer is null ? null : Buyer(order.Buyer),
                ["create_time"] = Book.Stamp(order.CreatedAt),
                ["links"] = new JsonArray(
                    book.Link("self", path),
                    book.Link(order.ApproveRel, $"/checkoutnow?token={order.Id}"),
                    book.Link("capture", path + "/capture", "POST")
                ),
            }
        );
    }

    public static JsonObject Of(Book book, Payment payment)
    {
        var path = payment.IsSale ? $"/v1/payments/sale/{payment.Id}" : $"/v2/payments/captures/{payment.Id}";
        var links = new JsonArray(
            book.Link("self", path),
            book.Link("refund", path + "/refund", "POST"),
            payment.IsSale
                ? book.Link("billing_agreement", $"/v1/billing/subscriptions/{payment.OwnerId}")
                : book.Link("up", $"/v2/checkout/orders/{payment.OwnerId}")
        );
        var document = new JsonObject
        {
            ["id"] = payment.Id,
            ["create_time"] = Book.Stamp(payment.CreatedAt),
            ["update_time"] = Book.Stamp(payment.UpdatedAt),
            ["links"] = links,
        };
        if (payment.IsSale)
        {
            document["state"] = payment.Status.ToLowerInvariant();
            document["amount"] = Total(payment.Amount);
            document["billing_agreement_id"] = payment.OwnerId;
            document["custom"] = payment.CustomId;
            return Lean(document);
        }

        document["status"] = payment.Status;
        document["status_details"] = payment.Status is "PENDING"
            ? new JsonObject { ["reason"] = payment.PendingReason ?? "PENDING_REVIEW" }
            : null;
        document["amount"] = payment.Amount.Json;
        document["final_capture"] = true;
        document["custom_id"] = payment.CustomId;
        document["invoice_id"] = payment.InvoiceId;
        document["payee"] = Payee();
        document["supplementary_data"] = new JsonObject
        {
            ["related_ids"] = new JsonObject { ["order_id"] = payment.OwnerId },
        };
        return Lean(document);
    }

    public static JsonObject Of(Book book, Refund refund)
    {
        var payment = refund.Payment;
        var document = new JsonObject { ["id"] = refund.Id, ["create_time"] = Book.Stamp(refund.At) };
        if (payment.IsSale)
        {
            document["state"] = "completed";
            document["sale_id"] = payment.Id;
            document["amount"] = Total(refund.Amount);
            document["billing_agreement_id"] = payment.OwnerId;
            document["custom"] = payment.CustomId;
            document["links"] = new JsonArray(book.Link("sale", $"/v1/payments/sale/{payment.Id}"));
            return Lean(document);
        }

        document["status"] = "COMPLETED";
        document["amount"] = refund.Amount.Json;
        document["custom_id"] = refund.CustomId ?? payment.CustomId;
        document["invoice_id"] = refund.InvoiceId ?? payment.InvoiceId;
        document["seller_payable_breakdown"] = new JsonObject
        {
            ["gross_amount"] = refund.Amount.Json,
            ["total_refunded_amount"] = refund.TotalRefunded.Json,
        };
        document["update_time"] = Book.Stamp(refund.At);
        document["links"] = new JsonArray(
            book.Link("self", $"/v2/payments/refunds/{refund.Id}"),
            book.Link("up", $"/v2/payments/captures/{payment.Id}")
        );
        return Lean(document);
    }

    /// <summary>
    /// A reversed sale as PayPal's own sample of PAYMENT.SALE.REVERSED has it: a refund's id and link, and neither the sale nor
    /// anything of the merchant's (https://developer.paypal.com/docs/api/payments/v1/).
    /// </summary>
    public static JsonObject ReversedSale(Book book, Refund refund) =>
        new()
        {
            ["id"] = refund.Id,
            ["create_time"] = Book.Stamp(refund.At),
            ["state"] = "completed",
            ["amount"] = Total(refund.Amount with { Value = -refund.Amount.Value }),
            ["links"] = new JsonArray(book.Link("self", $"/v1/payments/refund/{refund.Id}")),
        };

    public static JsonObject Payee() => new() { ["merchant_id"] = MerchantId, ["email_address"] = "shop@example.org" };

    public static JsonObject Buyer(string email) => new() { ["payer_id"] = PayerId(email), ["email_address"] = email };

    /// <summary>The same buyer has the same id.</summary>
    public static string PayerId(string email) =>
        $"SIM{System.IO.Hashing.Crc32.HashToUInt32(System.Text.Encoding.UTF8.GetBytes(email)):D10}";

    public static JsonObject Lean(JsonObject document)
    {
        foreach (var name in document.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            document.Remove(name);
        }

        return document;
    }

    private static JsonObject Total(Amount amount) => new() { ["total"] = amount.Text, ["currency"] = amount.Currency };
}
