using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Money that goes back to the buyer: refunds by us, reversals by PayPal.</summary>
internal sealed class Returns(Book book)
{
    public PayPalReply Get(string id, bool sale) =>
        book.Payments.GetValueOrDefault(id) is { } payment && payment.IsSale == sale
            ? new(200, Documents.Of(book, payment))
            : Problems.NotFound;

    /// <summary>Reads a refund. Version 1 of the API knows refunds of sales only, version 2 those of captures.</summary>
    public PayPalReply GetRefund(string id, bool sale) =>
        book.Refunds.GetValueOrDefault(id) is { } refund && refund.Payment.IsSale == sale
            ? new(200, Documents.Of(book, refund))
            : Problems.NotFound;

    /// <param name="body">The request; without an amount, all that is left of the payment is refunded.</param>
    public PayPalReply Refund(string id, bool sale, JsonObject body)
    {
        if (book.Payments.GetValueOrDefault(id) is not { } payment || payment.IsSale != sale)
        {
            return Problems.NotFound;
        }

        var asked = body["amount"];
        var amount = asked is null
            ? payment.Left
            : Amount.Parse(asked) ?? Amount.Parse((string?)asked["total"], (string?)asked["currency"]);
        if (amount is not { Value: > 0 } wanted)
        {
            return payment.Left.Value > 0
                ? Problems.Invalid("INVALID_PARAMETER_VALUE")
                : Problems.Unprocessable("CAPTURE_FULLY_REFUNDED");
        }

        if (payment.Status is "PENDING" or "DECLINED")
        {
            return Problems.Unprocessable("CAPTURE_NOT_COMPLETED");
        }

        if (!string.Equals(wanted.Currency, payment.Amount.Currency, StringComparison.Ordinal))
        {
            return Problems.Unprocessable("REFUND_CURRENCY_MISMATCH");
        }

        if (wanted.Value > payment.Left.Value)
        {
            return Problems.Unprocessable(payment.Left.Value > 0 ? "REFUND_AMOUNT_EXCEEDED" : "CAPTURE_FULLY_REFUNDED");
        }

        var refund = Give(payment, wanted, reversal: false, (string?)body["custom_id"], (string?)body["invoice_id"]);
        return new(201, Documents.Of(book, refund));
    }

    /// <summary>PayPal takes money back from us without asking.</summary>
    /// <param name="part">The amount; null for all that is left of the payment.</param>
    public PayPalReply Reverse(Payment payment, Amount? part = null)
    {
        var amount = part ?? payment.Left;
        return payment.Status is "DECLINED" || amount.Value <= 0 || amount.Value > payment.Left.Value
            ? Problems.Unprocessable("NOTHING_TO_REVERSE")
            : new(200, Documents.Of(book, Give(payment, amount, reversal: true, customId: null, invoiceId: null)));
    }

    private Refund Give(Payment payment, Amount amount, bool reversal, string? customId, string? invoiceId)
    {
        payment.Refunded += amount.Value;
        payment.Status = payment.Left.Value > 0 ? "PARTIALLY_REFUNDED" : "REFUNDED";
        payment.UpdatedAt = book.Now;
        var total = payment.Amount with { Value = payment.Refunded };
        var refund = new Refund(book.NewId(), payment, amount, total, book.Now, reversal, customId, invoiceId);
        book.Refunds.Add(refund.Id, refund);
        var type = $"PAYMENT.{(payment.IsSale ? "SALE" : "CAPTURE")}.{(reversal ? "REVERSED" : "REFUNDED")}";
        var isReversedSale = payment.IsSale && reversal;
        book.Emit(
            type,
            isReversedSale ? "sale" : "refund",
            isReversedSale ? Documents.ReversedSale(book, refund) : Documents.Of(book, refund)
        );
        return refund;
    }
}
