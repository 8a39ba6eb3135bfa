using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>The list of all money moved, in pages.</summary>
internal static class Reports
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    public static PayPalReply Of(Book book, PayPalRequest request)
    {
        if (!book.MayReport)
        {
            return Problems.Forbidden;
        }

        if (request.Time("start_date") is not { } start || request.Time("end_date") is not { } end)
        {
            return Problems.Invalid("MISSING_REQUIRED_PARAMETER");
        }

        if (end - start > LongestWindow || end < start)
        {
            return Problems.Invalid("INVALID_DATE_RANGE");
        }

        // https://github.com/paypal/PayPal-node-SDK/issues/452
        var refreshed = book.Now - book.ReportDelay;
        if (start > refreshed)
        {
            return Problems.Invalid("DATA_NOT_AVAILABLE");
        }

        var type = request.Query("transaction_type");
        var size = Math.Clamp(request.Number("page_size") ?? 100, 1, 500);
        var page = Math.Max(request.Number("page") ?? 1, 1);
        var all = Payments(book)
            .Concat(Refunds(book))
            .Where(t => t.At >= start && t.At <= end && t.At <= refreshed)
            .Where(t => type.Length == 0 || string.Equals(t.Code, type, StringComparison.Ordinal))
            .OrderBy(t => t.At)
            .ThenBy(t => t.Id, StringComparer.Ordinal)
            .ToList();
        var shown = all.Skip((page - 1) * size)
            .Take(size)
            .Select(t => (JsonNode)new JsonObject { ["transaction_info"] = t.Info });
        return new(
            200,
            new JsonObject
            {
                ["transaction_details"] = new JsonArray([.. shown]),
                ["account_number"] = Documents.MerchantId,
                ["last_refreshed_datetime"] = Book.Stamp(refreshed),
                ["page"] = page,
                ["total_items"] = all.Count,
                ["total_pages"] = (all.Count + size - 1) / size,
            }
        );
    }

    private static IEnumerable<Transaction> Payments(Book book) =>
        from payment in book.Payments.Values
        let status = payment.Status is "PENDING" ? "P"
        : payment.Status is "DECLINED" ? "D"
        : "S"
        select Entry(
            payment.Id,
            payment.CreatedAt,
            payment.IsSale ? "T0002" : "T0006",
            payment.Amount.Json,
            status,
            payment,
            payment.OwnerId
        );

    private static IEnumerable<Transaction> Refunds(Book book) =>
        from refund in book.Refunds.Values
        let amount = new JsonObject { ["currency_code"] = refund.Amount.Currency, ["value"] = "-" + refund.Amount.Text }
        select Entry(
            refund.Id,
            refund.At,
            refund.IsReversal ? "T1106" : "T1107",
            amount,
            "S",
            refund.Payment,
            refund.Payment.Id
        );

    private static Transaction Entry(
        string id,
        DateTimeOffset at,
        string code,
        JsonObject amount,
        string status,
        Payment payment,
        string reference
    ) =>
        new(
            id,
            at,
            code,
            Documents.Lean(
                new()
                {
                    ["transaction_id"] = id,
                    ["paypal_reference_id"] = reference,
                    ["transaction_event_code"] = code,
                    ["transaction_initiation_date"] = Book.Stamp(at),
                    ["transaction_amount"] = amount,
                    ["transaction_status"] = status,
                    ["invoice_id"] = payment.InvoiceId,
                    ["custom_field"] = payment.CustomId,
                }
            )
        );

    private sealed record Transaction(string Id, DateTimeOffset At, string Code, JsonObject Info);
}
