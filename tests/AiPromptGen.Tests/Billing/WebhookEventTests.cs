using System.Text;
using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Billing;

/// <summary>What is kept of an event: bodies as PayPal sends them, shortened.</summary>
[TestFixture]
public sealed class WebhookEventTests
{
    private const string Up = """[{"rel":"self","href":"https://x/1"},{"rel":"up","href":"https://x/captures/C1"}]""";

    [TestCase(
        "CHECKOUT.ORDER.APPROVED",
        """{"id":"O1","purchase_units":[{"custom_id":"our1"}],"payer":{"email_address":"a@b.c"}}""",
        ExpectedResult = "our1/O1////"
    )]
    [TestCase("CHECKOUT.PAYMENT-APPROVAL.REVERSED", """{"order_id":"O1"}""", ExpectedResult = "/O1////")]
    [TestCase(
        "PAYMENT.CAPTURE.COMPLETED",
        """{"id":"C1","custom_id":"our1","supplementary_data":{"related_ids":{"order_id":"O1"}}}""",
        ExpectedResult = "our1/O1//C1//"
    )]
    [TestCase(
        "PAYMENT.CAPTURE.REFUNDED",
        $$"""{"id":"R1","custom_id":"our1","links":{{Up}}}""",
        ExpectedResult = "our1///C1/R1/"
    )]
    [TestCase("PAYMENT.CAPTURE.REVERSED", $$"""{"id":"R1","links":{{Up}}}""", ExpectedResult = "///C1/R1/")]
    [TestCase(
        "PAYMENT.SALE.COMPLETED",
        """{"id":"S1","billing_agreement_id":"I-1","custom":"our1"}""",
        ExpectedResult = "our1//I-1/S1//"
    )]
    [TestCase("PAYMENT.SALE.REFUNDED", """{"id":"R1","sale_id":"S1"}""", ExpectedResult = "///S1/R1/")]
    [TestCase(
        "BILLING.SUBSCRIPTION.PAYMENT.FAILED",
        """{"id":"I-1","custom_id":"our1"}""",
        ExpectedResult = "our1//I-1///"
    )]
    [TestCase(
        "CUSTOMER.DISPUTE.CREATED",
        """{"dispute_id":"PP-D-1","disputed_transactions":[{"seller_transaction_id":"C1"}]}""",
        ExpectedResult = "///C1//PP-D-1"
    )]
    [TestCase("VAULT.PAYMENT-TOKEN.CREATED", """{"id":"V1"}""", ExpectedResult = "/////")]
    [TestCase("CHECKOUT.ORDER.APPROVED", """{"id":"no id: <b>"}""", ExpectedResult = "/////")]
    [TestCase("PAYMENT.CAPTURE.COMPLETED", "[1]", ExpectedResult = "/////")]
    public string Ids_are_found_where_PayPal_puts_them(string type, string resource)
    {
        var e = Parse(
            $$"""{"id":"WH-1","event_type":"{{type}}","create_time":"2026-03-01T10:00:00Z","resource":{{resource}}}"""
        )!;

        return $"{e.CustomId}/{e.OrderId}/{e.SubscriptionId}/{e.PaymentId}/{e.RefundId}/{e.DisputeId}";
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"id":"WH-1","event_type":"A"}""")]
    [TestCase("""{"id":"WH-1","event_type":"A","create_time":"yesterday"}""")]
    [TestCase("""{"id":"../WH","event_type":"A","create_time":"2026-03-01T10:00:00Z"}""")]
    public void What_is_no_event_is_none(string body) => Assert.That(Parse(body), Is.Null);

    private static WebhookEvent? Parse(string body) => WebhookEvent.Parse(Encoding.UTF8.GetBytes(body));
}
