using System.Net;
using System.Text;
using System.Text.Json;
using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.PayPal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PaypalServerSdk.Standard;

namespace AiPromptGen.Tests.Billing;

/// <summary>How documents from PayPal's own pages, shortened, are read, and answers that do not mean what they seem to.</summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class PayPalDocumentsTests
{
    private const string Refusal = """{"name":"UNPROCESSABLE_ENTITY","details":[{"issue":"ISSUE"}]}""";

    private readonly List<(string Path, string? Token)> asked = [];
    private Func<string, (HttpStatusCode Status, string Body)> answer = _ => (HttpStatusCode.OK, "{}");

    [SetUp]
    public void Start() => asked.Clear();

    // https://developer.paypal.com/api/customer-disputes/v1/definitions/dispute_outcome
    [TestCase("RESOLVED", "RESOLVED_BUYER_FAVOUR", "2.50", ExpectedResult = "Lost 2.50 EUR")]
    [TestCase("RESOLVED", "RESOLVED_BUYER_FAVOUR", null, ExpectedResult = "Lost 9.99 EUR")]
    [TestCase("RESOLVED", "ACCEPTED", "1.00", ExpectedResult = "Lost 1.00 EUR")]
    [TestCase("RESOLVED", "RESOLVED_SELLER_FAVOUR", null, ExpectedResult = "Won 9.99 EUR")]
    [TestCase("RESOLVED", "CANCELED_BY_BUYER", null, ExpectedResult = "Won 9.99 EUR")]
    [TestCase("UNDER_REVIEW", null, null, ExpectedResult = "Open 9.99 EUR")]
    public string A_dispute_is_for_what_is_disputed_and_a_lost_one_for_what_went_back(
        string status,
        string? outcome,
        string? refunded
    )
    {
        var amount = refunded is null ? "" : $$""","amount_refunded":{"currency_code":"EUR","value":"{{refunded}}"}""";
        var decided = outcome is null ? "" : $$""","dispute_outcome":{"outcome_code":"{{outcome}}"{{amount}}}""";
        var dispute = PayPalDocuments.Dispute(
            Json(
                $$"""
                {"dispute_id":"PP-D-1","create_time":"2026-03-01T10:00:00.000Z","status":"{{status}}",
                "disputed_transactions":[{"buyer_transaction_id":"B1","invoice_number":"our1"}],
                "dispute_amount":{"currency_code":"EUR","value":"9.99"}{{decided}}}
                """
            )
        );

        Assert.That((dispute.Parts.Length, dispute.Reference), Is.EqualTo((0, "our1")));
        return $"{dispute.Status} {dispute.Amount}";
    }

    // https://developer.paypal.com/docs/api/payments/v1/#refund_get, and refunds of a capture in both versions of the API.
    [TestCase(
        """{"id":"R1","sale_id":"P1","state":"completed","amount":{"total":"-1.00","currency":"EUR"},"create_time":"2026-03-01T10:00:00Z"}"""
    )]
    [TestCase(
        """{"id":"R1","capture_id":"P1","state":"completed","amount":{"total":"1.00","currency":"EUR"},"create_time":"2026-03-01T10:00:00Z"}"""
    )]
    [TestCase(
        """{"id":"R1","status":"COMPLETED","amount":{"value":"1.00","currency_code":"EUR"},"create_time":"2026-03-01T10:00:00Z","links":[{"rel":"up","href":"https://x/v2/payments/captures/P1"}]}"""
    )]
    public void A_refund_is_read_in_every_shape(string json)
    {
        var refund = PayPalDocuments.Refund(Json(json));

        Assert.That((refund.Id, refund.PaymentId, refund.IsThrough), Is.EqualTo(("R1", "P1", true)));
        Assert.That(refund.Amount, Is.EqualTo(new Money(100, "EUR")));
    }

    [Test]
    public void A_plan_is_read_with_its_trial_its_fee_and_its_tax()
    {
        var plan = PayPalDocuments.Plan(
            Json(
                """
                {"id":"P-1","status":"ACTIVE","billing_cycles":[
                {"tenure_type":"TRIAL","sequence":1,"frequency":{"interval_unit":"MONTH","interval_count":1},
                "pricing_scheme":{"fixed_price":{"value":"3","currency_code":"EUR"}}},
                {"tenure_type":"REGULAR","sequence":2,"frequency":{"interval_unit":"YEAR","interval_count":1},
                "pricing_scheme":{"fixed_price":{"value":"10","currency_code":"EUR"}}}],
                "payment_preferences":{"auto_bill_outstanding":true,"setup_fee":{"value":"10","currency_code":"EUR"}},
                "taxes":{"percentage":"10","inclusive":false}}
                """
            )
        );

        Assert.That((plan.Price, plan.Months, plan.TaxPercent), Is.EqualTo((new Money(1000, "EUR"), 12, 10m)));
        Assert.That((plan.Trials.Single(), plan.SetupFee), Is.EqualTo((new Money(300, "EUR"), new Money(1000, "EUR"))));
        Assert.That(plan.IsActive);
    }

    [Test]
    public async Task An_empty_or_a_missing_list_of_payments_is_no_payment_and_not_no_subscription()
    {
        foreach (var (status, list) in new[] { (HttpStatusCode.OK, "{}"), (HttpStatusCode.NotFound, "{}") })
        {
            answer = path =>
                path.EndsWith("/transactions", StringComparison.Ordinal)
                    ? (status, list)
                    : (HttpStatusCode.OK, """{"id":"I-1","status":"ACTIVE","plan_id":"P-1","custom_id":"our1"}""");

            var found = await Gateway().FindSubscriptionAsync("I-1", FakePayPal.Start, CancellationToken.None);

            Assert.That(found!.Status, Is.EqualTo(SubscriptionStatus.Active));
            Assert.That(found.Payments, Is.Empty);
        }
    }

    [Test]
    public async Task Every_page_of_a_list_is_read()
    {
        const string Sale =
            """{"id":"S0","status":"COMPLETED","time":"2026-03-01T10:00:00Z","amount_with_breakdown":{"gross_amount":{"currency_code":"EUR","value":"5.00"}}}""";
        answer = path =>
            path switch
            {
                "/v1/billing/subscriptions/I-1" => (HttpStatusCode.OK, """{"id":"I-1","status":"ACTIVE"}"""),
                "/v1/billing/subscriptions/I-1/transactions" => (
                    HttpStatusCode.OK,
                    $$"""{"transactions":[{{Sale}}],"total_pages":2,"links":[{"rel":"next","href":"https://x/page/2"}]}"""
                ),
                _ => (
                    HttpStatusCode.OK,
                    $$"""{"transactions":[{{Sale.Replace("S0", "S1", StringComparison.Ordinal)}}]}"""
                ),
            };

        var found = await Gateway().FindSubscriptionAsync("I-1", FakePayPal.Start, default);

        Assert.That(found!.Payments.Select(p => p.Id), Is.EqualTo(new[] { "S0", "S1" }));
    }

    /// <summary>https://developer.paypal.com/docs/api/subscriptions/v1/#definition-taxes: "default: true".</summary>
    [Test]
    public void A_price_includes_its_tax_unless_the_plan_says_otherwise() =>
        Assert.That(
            PayPalDocuments.Plan(Json("""{"id":"P-1","status":"ACTIVE","taxes":{"percentage":"10"}}""")).TaxPercent,
            Is.Zero
        );

    [Test]
    public async Task Without_the_permission_disputes_are_not_there_to_be_read()
    {
        answer = _ => (HttpStatusCode.Forbidden, Refusal);

        Assert.That(await Gateway().DisputesOfAsync("C1", default), Is.Null);
        Assert.That(
            async () => await Gateway().FindDisputeAsync("D1", default),
            Throws.TypeOf<NotPermittedException>()
        );
    }

    [TestCase("CAPTURE_FULLY_REFUNDED", true)]
    [TestCase("DUPLICATE_REQUEST_ID", false)]
    public async Task A_repeated_request_id_is_no_refusal_whoever_the_refund_is_of(string issue, bool isRefusal)
    {
        foreach (var isSale in new[] { false, true })
        {
            answer = path =>
                isSale && path.Contains("captures", StringComparison.Ordinal)
                    ? (HttpStatusCode.NotFound, Refusal)
                    : (HttpStatusCode.UnprocessableEntity, Refusal.Replace("ISSUE", issue, StringComparison.Ordinal));
            var refunding = Gateway().RefundAsync("P1", new Money(100, "EUR"), "r1", default);
            if (isRefusal)
            {
                Assert.That(await refunding, Is.Null);
            }
            else
            {
                Assert.That(async () => await refunding, Throws.TypeOf<PaymentProviderException>());
            }
        }
    }

    /// <summary>
    /// When the browser's return and an event capture an order at the same time, PayPal "might fail the second"
    /// (https://developer.paypal.com/reference/guidelines/idempotency/), while the first takes the money.
    /// </summary>
    [TestCase("INSTRUMENT_DECLINED", "Declined")]
    [TestCase("ORDER_ALREADY_CAPTURED", "Captured")]
    [TestCase("DUPLICATE_REQUEST_ID", null)]
    public async Task A_capture_that_another_one_is_ahead_of_is_not_declined(string issue, string? becomes)
    {
        answer = _ => (HttpStatusCode.UnprocessableEntity, Refusal.Replace("ISSUE", issue, StringComparison.Ordinal));
        var capturing = Gateway().CaptureOrderAsync("O1", "our1-0", default);
        if (becomes is null)
        {
            Assert.That(async () => await capturing, Throws.TypeOf<PaymentProviderException>());
        }
        else
        {
            Assert.That((await capturing).ToString(), Is.EqualTo(becomes));
        }
    }

    [Test]
    public async Task A_revoked_token_is_fetched_anew_and_the_call_made_once_more()
    {
        var given = 0;
        answer = path =>
            path.EndsWith("/token", StringComparison.Ordinal)
                ? (HttpStatusCode.OK, $$"""{"access_token":"T{{++given}}","expires_in":32400}""")
            : asked[^1].Token is "T1" ? (HttpStatusCode.Unauthorized, "{}")
            : (HttpStatusCode.OK, """{"id":"P-1","status":"ACTIVE"}""");

        Assert.That(await Gateway().FindPlanAsync("P-1", default), Is.Not.Null);
        Assert.That(
            asked.Where(a => !a.Path.EndsWith("/token", StringComparison.Ordinal)).Select(a => a.Token),
            Is.EqualTo(new[] { "T1", "T2" })
        );
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    private PayPalGateway Gateway()
    {
        var time = new FakeTimeProvider(FakePayPal.Start);
        var options = Options.Create(new PayPalOptions { ClientId = "id", ClientSecret = "secret" });
        var http = new HttpClient(
            new PayPalHandler(new PayPalToken(options, time), options, TimeProvider.System)
            {
                InnerHandler = new Network(this),
            }
        );
        var sdk = new PaypalServerSdkClient.Builder()
            .HttpClientConfig(config => config.HttpClientInstance(http, false))
            .Build();
        return new(sdk, new PayPalRest(http, options), time);
    }

    private sealed class Network(PayPalDocumentsTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var path = request.RequestUri!.AbsolutePath;
            test.asked.Add((path, request.Headers.Authorization?.Parameter));
            var (status, body) = test.answer(path);
            if (path.EndsWith("/token", StringComparison.Ordinal) && !body.Contains("access", StringComparison.Ordinal))
            {
                (status, body) = (HttpStatusCode.OK, Token);
            }

            var content = new StringContent(body, Encoding.UTF8, "application/json");
            return Task.FromResult(new HttpResponseMessage(status) { Content = content });
        }

        private const string Token = """{"access_token":"token","expires_in":3600}""";
    }
}
