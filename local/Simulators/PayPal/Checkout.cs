using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Orders from creation to capture. The cents of the amount decide: docs/simulators.md.</summary>
internal sealed class Checkout(Book book)
{
    private const int DeclinedCents = 13;
    private const int ReviewedCents = 14;

    // An order that is neither approved nor captured is deleted after this time.
    private static readonly TimeSpan Life = TimeSpan.FromHours(3);

    public PayPalReply Create(JsonObject body)
    {
        if ((body["purchase_units"] as JsonArray) is not [JsonObject unit] || (string?)body["intent"] is not "CAPTURE")
        {
            return Problems.Invalid("UNSUPPORTED_INTENT");
        }

        var wallet = body["payment_source"]?["paypal"]?["experience_context"];
        var context = wallet ?? body["application_context"];
        if (Amount.Parse(unit["amount"]) is not { Value: > 0 } amount)
        {
            return Problems.Invalid("INVALID_PARAMETER_VALUE");
        }

        if (((string?)unit["custom_id"])?.Length > 255 || ((string?)unit["invoice_id"])?.Length > 127)
        {
            return Problems.Invalid("INVALID_STRING_LENGTH");
        }

        var order = new Order
        {
            Id = book.NewId(),
            Amount = amount,
            CreatedAt = book.Now,
            ReturnUrl = (string?)context?["return_url"] ?? "",
            CancelUrl = (string?)context?["cancel_url"] ?? "",
            ApproveRel = wallet is null ? "approve" : "payer-action",
            CustomId = (string?)unit["custom_id"],
            InvoiceId = (string?)unit["invoice_id"],
            Status = wallet is null ? "CREATED" : "PAYER_ACTION_REQUIRED",
        };
        book.Orders.Add(order.Id, order);
        return new(wallet is null ? 201 : 200, Documents.Of(book, order));
    }

    public PayPalReply Get(string id) =>
        Find(id) is { } order ? new(200, Documents.Of(book, order)) : Problems.NotFound;

    /// <returns>Null when there is no such order, or no longer.</returns>
    public Order? Find(string id) =>
        book.Orders.GetValueOrDefault(id) is { } order
        && (order.Capture is not null || book.Now - order.CreatedAt < Life)
            ? order
            : null;

    public void Approve(Order order, string buyer)
    {
        if (order.Capture is null)
        {
            (order.Status, order.Buyer) = ("APPROVED", buyer);
            book.Emit("CHECKOUT.ORDER.APPROVED", "checkout-order", Documents.Of(book, order));
        }
    }

    public PayPalReply Capture(string id)
    {
        if (Find(id) is not { } order)
        {
            return Problems.NotFound;
        }

        if (order.Status is not "APPROVED")
        {
            return Problems.Unprocessable(order.Capture is null ? "ORDER_NOT_APPROVED" : "ORDER_ALREADY_CAPTURED");
        }

        var cents = (int)(order.Amount.Value * 100 % 100);
        if (cents == DeclinedCents)
        {
            return Problems.Unprocessable("INSTRUMENT_DECLINED");
        }

        if (
            order.InvoiceId is { } invoice
            && book.Payments.Values.Any(p => string.Equals(p.InvoiceId, invoice, StringComparison.Ordinal) && IsPaid(p))
        )
        {
            return Problems.Unprocessable("DUPLICATE_INVOICE_ID");
        }

        order.Capture = new()
        {
            Id = book.NewId(),
            IsSale = false,
            OwnerId = order.Id,
            Amount = order.Amount,
            CreatedAt = book.Now,
            UpdatedAt = book.Now,
            CustomId = order.CustomId,
            InvoiceId = order.InvoiceId,
            Status = cents == ReviewedCents ? "PENDING" : "COMPLETED",
        };
        order.Status = "COMPLETED";
        book.Payments.Add(order.Capture.Id, order.Capture);
        Announce(order.Capture);
        return new(201, Documents.Of(book, order));
    }

    /// <summary>Ends the review of a pending capture.</summary>
    public PayPalReply Review(Payment capture, bool accepted)
    {
        if (capture.Status is not "PENDING")
        {
            return Problems.Unprocessable("CAPTURE_NOT_PENDING");
        }

        (capture.Status, capture.UpdatedAt) = (accepted ? "COMPLETED" : "DECLINED", book.Now);
        Announce(capture);
        return new(200, Documents.Of(book, capture));
    }

    private void Announce(Payment capture)
    {
        var type = capture.Status is "DECLINED" ? "DENIED" : capture.Status;
        book.Emit($"PAYMENT.CAPTURE.{type}", "capture", Documents.Of(book, capture));
        if (capture.Status is "COMPLETED")
        {
            book.Emit("CHECKOUT.ORDER.COMPLETED", "checkout-order", Documents.Of(book, book.Orders[capture.OwnerId]));
        }
    }

    private static bool IsPaid(Payment payment) => payment.Status is not "DECLINED";
}
