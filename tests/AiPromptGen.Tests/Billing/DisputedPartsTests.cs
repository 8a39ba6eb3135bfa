using System.Text.Json;
using AiPromptGen.Billing.PayPal;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
[Property("Promise", "P16")]
public sealed class DisputedPartsTests
{
    // "An array of transactions for which disputes were created", up to a thousand, and one amount for all of them:
    // https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute
    [TestCase("", "9.00", "C1 10.00 COMPLETED, C2 20.00 COMPLETED", ExpectedResult = "C1 3.00, C2 6.00")]
    [TestCase("", "30.00", "C1 10.00 REFUNDED, C2 20.00 COMPLETED", ExpectedResult = "C1 10.00, C2 20.00")]
    [TestCase("", "10.00", "C1 10.00 REFUNDED, C2 20.00 COMPLETED", ExpectedResult = "C1 3.33, C2 6.67")]
    [TestCase("10.00", "30.00", "C1 10.00 COMPLETED, C2 20.00 COMPLETED", ExpectedResult = "C1 3.33, C2 6.67")]
    [TestCase("0.01", "30.00", "C1 10.00 COMPLETED, C2 20.00 COMPLETED", ExpectedResult = "C1 0.00, C2 0.01")]
    [TestCase(
        "10.00",
        "30.00",
        "C1 10.00 COMPLETED, C2 20.00 PARTIALLY_REFUNDED",
        ExpectedResult = "C2 10.00, C1 0.00"
    )]
    [TestCase("15.00", "30.00", "C1 10.00 REVERSED, C2 20.00 PARTIALLY_REFUNDED", ExpectedResult = "C1 10.00, C2 5.00")]
    [TestCase("25.00", "30.00", "C2 20.00 REFUNDED, C1 10.00 COMPLETED", ExpectedResult = "C2 20.00, C1 5.00")]
    [TestCase("99.00", "99.00", "C1 10.00 COMPLETED, C2 20.00 COMPLETED", ExpectedResult = "C1 10.00, C2 20.00")]
    [TestCase("2.50", "9.99", "C1 9.99 COMPLETED", ExpectedResult = "C1 2.50")]
    public string The_amount_of_a_dispute_about_several_payments_is_taken_once(
        string refunded,
        string disputed,
        string transactions
    )
    {
        var all = transactions
            .Split(", ")
            .Select(t => t.Split(' '))
            .Select(t =>
                $$$"""
                    {"buyer_transaction_id":"B{{{t[0]}}}","seller_transaction_id":"{{{t[
                        0
                    ]}}}","transaction_status":"{{{t[2]}}}",
                    "gross_amount":{"currency_code":"EUR","value":"{{{t[1]}}}"}}
                    """
            );
        var end =
            refunded.Length == 0
                ? "\"status\":\"UNDER_REVIEW\""
                : $$$"""
                    "status":"RESOLVED","dispute_outcome":{"outcome_code":"RESOLVED_BUYER_FAVOUR",
                    "amount_refunded":{"currency_code":"EUR","value":"{{{refunded}}}"}}
                    """;
        var dispute = PayPalDocuments.Dispute(
            JsonElement.Parse(
                $$$"""
                {"dispute_id":"PP-D-1","create_time":"2026-03-01T10:00:00.000Z",{{{end}}},
                "disputed_transactions":[{{{string.Join(',', all)}}}],
                "dispute_amount":{"currency_code":"EUR","value":"{{{disputed}}}"}}
                """
            )
        );

        return string.Join(", ", dispute.Parts.Select(p => $"{p.PaymentId} {p.Amount.Value}"));
    }
}
