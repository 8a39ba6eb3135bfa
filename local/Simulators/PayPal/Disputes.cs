using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Disputes that buyers open and PayPal decides.</summary>
internal sealed class Disputes(Book book, Returns returns)
{
    /// <param name="body">
    /// "amount" when only a part is disputed; "status" for that of the payment meanwhile: PENDING, as PayPal documents it with BUYER_COMPLAINT or
    /// CHARGEBACK (https://developer.paypal.com/docs/api/payments/v2/#definition-capture_status_details), or
    /// PARTIALLY_REFUNDED, as it was seen; "buyersView" names the payment by the buyer's id only.
    /// </param>
    public PayPalReply Open(Payment payment, JsonObject body)
    {
        if (payment.Left.Value == 0 || OpenAbout(payment) is not null)
        {
            return Problems.Unprocessable("NOTHING_TO_DISPUTE");
        }

        var dispute = new Dispute
        {
            Id = book.NewId("PP-D-", 12),
            Payment = payment,
            Amount = AmountIn(body, "amount", payment) ?? payment.Left,
            IsBuyersView = (bool?)body["buyersView"] ?? false,
            CreatedAt = book.Now,
            UpdatedAt = book.Now,
        };
        book.Disputes.Add(dispute.Id, dispute);
        if ((string?)body["status"] is { } status)
        {
            (payment.Status, payment.PendingReason) = (status, (string?)body["reason"] ?? "BUYER_COMPLAINT");
        }

        return Announce(dispute, "CREATED");
    }

    /// <summary>Decides the open dispute about the payment. PayPal takes back the amount that is lost.</summary>
    /// <param name="body">"amountRefunded" when only a part is lost.</param>
    public PayPalReply Decide(Payment payment, bool won, JsonObject body)
    {
        if (OpenAbout(payment) is not { } dispute)
        {
            return Problems.Unprocessable("NO_OPEN_DISPUTE");
        }

        (dispute.Outcome, dispute.UpdatedAt) = (won ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR", book.Now);
        dispute.Refunded = won ? null : AmountIn(body, "amountRefunded", payment);
        if (payment.PendingReason is not null)
        {
            payment.Status = payment.Refunded > 0 ? "PARTIALLY_REFUNDED" : "COMPLETED";
            payment.PendingReason = null;
        }

        var reply = Announce(dispute, "RESOLVED");
        if (!won && payment.Left.Value > 0)
        {
            var asked = (dispute.Refunded ?? dispute.Amount).Value;
            returns.Reverse(payment, payment.Amount with { Value = Math.Min(asked, payment.Left.Value) });
        }

        return reply;
    }

    public PayPalReply Get(string id) =>
        book.Disputes.GetValueOrDefault(id) is { } dispute ? new(200, Of(dispute)) : Problems.NotFound;

    public PayPalReply List(string paymentId)
    {
        var found = book.Disputes.Values.Where(d =>
            paymentId.Length == 0 || string.Equals(d.Payment.Id, paymentId, StringComparison.Ordinal)
        );
        return new(200, new JsonObject { ["items"] = new JsonArray([.. found.Select(d => (JsonNode)Of(d))]) });
    }

    private static Amount? AmountIn(JsonObject body, string name, Payment payment) =>
        Amount.Parse((string?)body[name], payment.Amount.Currency);

    private Dispute? OpenAbout(Payment payment) =>
        book.Disputes.Values.FirstOrDefault(d => d.Payment == payment && d.Outcome is null);

    private PayPalReply Announce(Dispute dispute, string what)
    {
        book.Emit($"CUSTOMER.DISPUTE.{what}", "dispute", Of(dispute));
        return new(200, Of(dispute));
    }

    private JsonObject Of(Dispute dispute) =>
        Documents.Lean(
            new()
            {
                ["dispute_id"] = dispute.Id,
                ["create_time"] = Book.Stamp(dispute.CreatedAt),
                ["update_time"] = Book.Stamp(dispute.UpdatedAt),
                ["disputed_transactions"] = new JsonArray(
                    Documents.Lean(
                        new()
                        {
                            ["buyer_transaction_id"] = "B" + dispute.Payment.Id,
                            ["seller_transaction_id"] = dispute.IsBuyersView ? null : dispute.Payment.Id,
                            ["custom"] = dispute.Payment.CustomId,
                            ["seller"] = Documents.Payee(),
                        }
                    )
                ),
                ["reason"] = "UNAUTHORISED",
                ["status"] = dispute.Outcome is null ? "OPEN" : "RESOLVED",
                ["dispute_amount"] = dispute.Amount.Json,
                ["dispute_life_cycle_stage"] = "CHARGEBACK",
                ["dispute_outcome"] = dispute.Outcome is null
                    ? null
                    // https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute_outcome
                    : Documents.Lean(
                        new() { ["outcome_code"] = dispute.Outcome, ["amount_refunded"] = dispute.Refunded?.Json }
                    ),
                ["links"] = new JsonArray(book.Link("self", $"/v1/customer/disputes/{dispute.Id}")),
            }
        );
}
