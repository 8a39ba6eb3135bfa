using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>The buyer says it was not as agreed, and PayPal decides.</summary>
internal sealed class Disputes(Book book, Returns returns)
{
    public PayPalReply Open(Payment payment)
    {
        if (payment.Left.Value == 0 || OpenAbout(payment) is not null)
        {
            return Problems.Unprocessable("NOTHING_TO_DISPUTE");
        }

        var dispute = new Dispute
        {
            Id = book.NewId("PP-D-", 12),
            Payment = payment,
            Amount = payment.Left,
            CreatedAt = book.Now,
            UpdatedAt = book.Now,
        };
        book.Disputes.Add(dispute.Id, dispute);
        return Announce(dispute, "CREATED");
    }

    /// <summary>Ends the open dispute about the payment; when it is lost, PayPal takes the money as well.</summary>
    public PayPalReply Decide(Payment payment, bool won)
    {
        if (OpenAbout(payment) is not { } dispute)
        {
            return Problems.Unprocessable("NO_OPEN_DISPUTE");
        }

        (dispute.Outcome, dispute.UpdatedAt) = (won ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR", book.Now);
        var reply = Announce(dispute, "RESOLVED");
        if (!won && payment.Left.Value > 0)
        {
            returns.Reverse(payment);
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
                    new JsonObject
                    {
                        ["seller_transaction_id"] = dispute.Payment.Id,
                        ["custom"] = dispute.Payment.CustomId,
                        ["seller"] = Documents.Payee(),
                    }
                ),
                ["reason"] = "UNAUTHORISED",
                ["status"] = dispute.Outcome is null ? "OPEN" : "RESOLVED",
                ["dispute_amount"] = dispute.Amount.Json,
                ["dispute_life_cycle_stage"] = "CHARGEBACK",
                ["dispute_outcome"] = dispute.Outcome is null
                    ? null
                    : new JsonObject { ["outcome_code"] = dispute.Outcome },
                ["links"] = new JsonArray(book.Link("self", $"/v1/customer/disputes/{dispute.Id}")),
            }
        );
}
