using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

internal static class SubscriptionDocuments
{
    public static string ConsentPath(Subscription subscription) =>
        $"/webapps/billing/subscriptions?ba_token={subscription.ConsentToken}";

    public static JsonObject Of(Book book, Subscription subscription)
    {
        var price = subscription.Plan.Price;
        var last = subscription.Sales.LastOrDefault();
        var billing = new JsonObject
        {
            ["outstanding_balance"] = (price with { Value = subscription.Outstanding }).Json,
            ["last_payment"] = last is null
                ? null
                : new JsonObject { ["amount"] = last.Amount.Json, ["time"] = Book.Stamp(last.CreatedAt) },
            ["next_billing_time"] = subscription.NextBillingAt is { } next ? Book.Stamp(next) : null,
            ["failed_payments_count"] = subscription.FailedPayments,
        };
        var path = $"/v1/billing/subscriptions/{subscription.Id}";
        return Documents.Lean(
            new()
            {
                ["id"] = subscription.Id,
                ["plan_id"] = subscription.Plan.Id,
                ["status"] = subscription.Status,
                ["status_update_time"] = Book.Stamp(subscription.StatusAt),
                ["custom_id"] = subscription.CustomId,
                ["start_time"] = subscription.Buyer is null ? null : Book.Stamp(subscription.StartAt),
                ["subscriber"] = subscription.Buyer is { } buyer ? Documents.Buyer(buyer) : null,
                ["billing_info"] = subscription.Buyer is null ? null : Documents.Lean(billing),
                ["create_time"] = Book.Stamp(subscription.CreatedAt),
                ["links"] = new JsonArray(
                    book.Link("approve", ConsentPath(subscription)),
                    book.Link("self", path),
                    book.Link("cancel", path + "/cancel", "POST")
                ),
            }
        );
    }

    /// <summary>The list of its payments.</summary>
    public static JsonObject Of(IEnumerable<Payment> sales, string? buyer)
    {
        var items = sales
            .Select(sale =>
                (JsonNode)
                    new JsonObject
                    {
                        ["status"] = sale.Status,
                        ["id"] = sale.Id,
                        ["amount_with_breakdown"] = new JsonObject { ["gross_amount"] = sale.Amount.Json },
                        ["payer_email"] = buyer,
                        ["time"] = Book.Stamp(sale.CreatedAt),
                    }
            )
            .ToArray();
        return new()
        {
            ["transactions"] = new JsonArray(items),
            ["total_items"] = items.Length,
            ["total_pages"] = 1,
        };
    }
}
