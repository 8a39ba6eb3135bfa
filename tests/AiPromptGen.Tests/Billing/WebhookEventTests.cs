using System.Text;
using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Billing;

/// <summary>What the program reads from an event. The bodies are PayPal's own, shortened.</summary>
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
    public string Ids_are_found_where_PayPal_puts_them(string type, string resource) => Told(type, resource);

    // https://developer.paypal.com/docs/api/payments/v1/: the body does not name the sale, it only has the refund's own link.
    [TestCase(
        "PAYMENT.SALE.REVERSED",
        """
            {"id":"77689802DL785834G","create_time":"2014-10-23T00:19:12Z","state":"completed","amount":{"total":"-0.49",
            "currency":"USD"},"links":[{"href":"https://api.paypal.com/v1/payments/refund/77689802DL785834G","rel":"self"}]}
            """,
        ExpectedResult = "////77689802DL785834G/"
    )]
    [TestCase(
        "PAYMENT.CAPTURE.REFUNDED",
        """
            {"id":"R1","capture_id":"C1","state":"completed","amount":{"total":"1.00","currency":"EUR"},"links":[{"rel":"self",
            "href":"https://x/v1/payments/refund/R1"},{"rel":"capture","href":"https://x/v1/payments/capture/C1"}]}
            """,
        ExpectedResult = "///C1/R1/",
        Description = "a resource of version 1"
    )]
    [TestCase(
        "PAYMENT.CAPTURE.REVERSED",
        """
            {"id":"C1","status":"REFUNDED","custom_id":"our1","links":[{"rel":"self","href":"https://x/v2/payments/captures/C1"},
            {"rel":"up","href":"https://x/v2/checkout/orders/O1"}]}
            """,
        ExpectedResult = "our1///C1//",
        Description = "about the capture itself"
    )]
    [TestCase(
        "CUSTOMER.DISPUTE.CREATED",
        """{"dispute_id":"PP-D-1","disputed_transactions":[{"buyer_transaction_id":"B1","custom":"our1"}]}""",
        ExpectedResult = "our1/////PP-D-1"
    )]
    [TestCase(
        "RISK.DISPUTE.CREATED",
        """{"dispute_id":"PP-D-1","disputed_transactions":[{"seller_transaction_id":"C1"}]}""",
        ExpectedResult = "///C1//PP-D-1"
    )]
    public string Ids_are_found_in_the_shapes_of_PayPals_own_samples(string type, string resource) =>
        Told(type, resource);

    [TestCaseSource(nameof(Types))]
    public void Every_type_that_PayPal_lists_is_dealt_with_or_left_alone_on_purpose(string type) =>
        Assert.That(EventTypes.KindOf(type), Is.Not.EqualTo(EventKind.Unknown));

    /// <summary>https://developer.paypal.com/api/rest/webhooks/event-names/, and the older ones of its earlier editions.</summary>
    private static readonly string[] Types =
    [
        .. Named("PAYMENT.AUTHORIZATION", "CREATED VOIDED"),
        .. Named("PAYMENT.CAPTURE", "COMPLETED DECLINED DENIED PENDING REFUNDED REVERSED"),
        .. Named("PAYMENT.REFUND", "PENDING FAILED COMPLETED"),
        .. Named("PAYMENT.SALE", "COMPLETED DENIED PENDING REFUNDED REVERSED"),
        .. Named("PAYMENT.ORDER", "CANCELLED CREATED"),
        .. Named("PAYMENT.PAYOUTSBATCH", "DENIED PROCESSING SUCCESS"),
        .. Named("PAYMENT.PAYOUTS-ITEM", "BLOCKED CANCELED DENIED FAILED HELD REFUNDED RETURNED SUCCEEDED UNCLAIMED"),
        .. Named("PAYMENT.REFERENCED-PAYOUT-ITEM", "COMPLETED FAILED"),
        .. Named("BILLING.PLAN", "ACTIVATED CREATED DEACTIVATED UPDATED PRICING-CHANGE.ACTIVATED"),
        .. Named(
            "BILLING.SUBSCRIPTION",
            "ACTIVATED CANCELLED CREATED EXPIRED PAYMENT.FAILED RE-ACTIVATED RENEWED SUSPENDED UPDATED"
        ),
        .. Named("BILLING_AGREEMENTS.AGREEMENT", "CREATED CANCELLED"),
        .. Named("CATALOG.PRODUCT", "CREATED UPDATED"),
        .. Named("CHECKOUT.CHECKOUT", "BUYER-APPROVED"),
        .. Named("CHECKOUT.ORDER", "APPROVED COMPLETED PROCESSED SAVED VOIDED DECLINED"),
        .. Named("CHECKOUT.PAYMENT-APPROVAL", "REVERSED"),
        .. Named("CUSTOMER.ACCOUNT-LIMITATION", "ADDED ESCALATED LIFTED UPDATED"),
        .. Named("CUSTOMER.DISPUTE", "CREATED RESOLVED UPDATED"),
        .. Named("CUSTOMER.MANAGED-ACCOUNT", "ACCOUNT-CREATED ACCOUNT-UPDATED RISK-ASSESSED NEGATIVE-BALANCE-NOTIFIED"),
        .. Named(
            "CUSTOMER.MERCHANT-INTEGRATION",
            "CAPABILITY-UPDATED PRODUCT-SUBSCRIPTION-UPDATED SELLER-ALREADY-INTEGRATED"
        ),
        .. Named("CUSTOMER.PAYOUT", "COMPLETED FAILED"),
        .. Named("IDENTITY.AUTHORIZATION-CONSENT", "REVOKED"),
        .. Named("INVOICING.INVOICE", "CANCELLED CREATED PAID REFUNDED SCHEDULED UPDATED"),
        .. Named("MERCHANT.ONBOARDING", "COMPLETED"),
        .. Named("MERCHANT.PARTNER-CONSENT", "REVOKED"),
        .. Named("RISK.DISPUTE", "CREATED"),
        .. Named("VAULT.CREDIT-CARD", "CREATED DELETED UPDATED"),
        .. Named("VAULT.PAYMENT-TOKEN", "CREATED DELETED DELETION-INITIATED"),
    ];

    private static IEnumerable<string> Named(string subject, string verbs) =>
        verbs.Split(' ').Select(v => $"{subject}.{v}");

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"id":"WH-1","event_type":"A"}""")]
    [TestCase("""{"id":"WH-1","event_type":"A","create_time":"yesterday"}""")]
    [TestCase("""{"id":"../WH","event_type":"A","create_time":"2026-03-01T10:00:00Z"}""")]
    public void A_body_that_is_no_event_is_read_as_none(string body) => Assert.That(Parse(body), Is.Null);

    private static WebhookEvent? Parse(string body) => WebhookEvent.Parse(Encoding.UTF8.GetBytes(body));

    private static string Told(string type, string resource)
    {
        var e = Parse(
            $$"""{"id":"WH-1","event_type":"{{type}}","create_time":"2026-03-01T10:00:00Z","resource":{{resource}}}"""
        )!;

        return $"{e.CustomId}/{e.OrderId}/{e.SubscriptionId}/{e.PaymentId}/{e.RefundId}/{e.DisputeId}";
    }
}
