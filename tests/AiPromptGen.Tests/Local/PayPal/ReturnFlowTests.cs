using System.Text.Json.Nodes;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>Refunds, reversals and disputes on the simulator.</summary>
[TestFixture]
internal sealed class ReturnFlowTests
{
    private PayPalClient client = null!;

    [SetUp]
    public async Task Start() => client = await PayPalClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public async Task A_capture_is_refunded_in_part_and_then_wholly()
    {
        var capture = await client.BuyAsync("10.00");
        var part = await client.RefundAsync(capture.Id!, "2.50", "refund-1");
        var same = await client.RefundAsync(capture.Id!, "2.50", "refund-1");
        var between = await client.PaymentAsync(capture.Id!);
        var rest = await client.RefundAsync(capture.Id!, amount: null);
        var read = (await client.Sdk.PaymentsController.GetRefundAsync(new() { RefundId = rest.Id })).Data;

        Assert.That(same.Id, Is.EqualTo(part.Id));
        Assert.That(between.Status, Is.EqualTo(CaptureStatus.PartiallyRefunded));
        Assert.That((rest.Status, rest.Amount!.MValue), Is.EqualTo((RefundStatus.Completed, "7.50")));
        Assert.That(read.SellerPayableBreakdown!.TotalRefundedAmount!.MValue, Is.EqualTo("10.00"));
        Assert.That(read.Links!.Single(l => l.Rel is "up").Href, Does.EndWith($"/v2/payments/captures/{capture.Id}"));
        Assert.That((await client.PaymentAsync(capture.Id!)).Status, Is.EqualTo(CaptureStatus.Refunded));
        Assert.That(client.Events.Count(e => e is "PAYMENT.CAPTURE.REFUNDED"), Is.EqualTo(2));
    }

    [TestCase("10.01", "REFUND_AMOUNT_EXCEEDED")]
    [TestCase("99999.00", "REFUND_AMOUNT_EXCEEDED")]
    public async Task No_more_goes_back_than_came(string amount, string issue)
    {
        var capture = await client.BuyAsync("10.00");

        var error = Assert.ThrowsAsync<ErrorException>(async () => await client.RefundAsync(capture.Id!, amount))!;

        Assert.That(error.Details![0].Issue, Is.EqualTo(issue));
        Assert.That((await client.PaymentAsync(capture.Id!)).Status, Is.EqualTo(CaptureStatus.Completed));
    }

    [Test]
    public async Task A_reversal_takes_what_is_left()
    {
        var capture = await client.BuyAsync("10.00");
        await client.RefundAsync(capture.Id!, "4.00");
        await client.ControlAsync($"captures/{capture.Id}/reverse");

        var resource = client.LatestEvent("PAYMENT.CAPTURE.REVERSED")["resource"]!;
        Assert.That((string?)resource["amount"]!["value"], Is.EqualTo("6.00"));
        Assert.That((string?)resource["links"]![1]!["href"], Does.EndWith(capture.Id!));
        Assert.That((await client.PaymentAsync(capture.Id!)).Status, Is.EqualTo(CaptureStatus.Refunded));
    }

    [TestCase("dispute-won", "RESOLVED_SELLER_FAVOUR", CaptureStatus.Completed)]
    [TestCase("dispute-lost", "RESOLVED_BUYER_FAVOUR", CaptureStatus.Refunded)]
    public async Task A_dispute_is_open_until_it_is_decided(string verb, string outcome, CaptureStatus status)
    {
        var capture = await client.BuyAsync("10.00");
        var opened = await client.ControlAsync($"captures/{capture.Id}/dispute");
        var path = $"/v1/customer/disputes/{opened!["dispute_id"]}";
        var open = await client.GetAsync(path);
        await client.ControlAsync($"captures/{capture.Id}/{verb}");

        var closed = await client.GetAsync(path);
        var listed = await client.GetAsync($"/v1/customer/disputes?disputed_transaction_id={capture.Id}");
        Assert.That(((string?)open["status"], open["dispute_outcome"]), Is.EqualTo(("OPEN", (JsonNode?)null)));
        Assert.That((string?)open["disputed_transactions"]![0]!["seller_transaction_id"], Is.EqualTo(capture.Id));
        Assert.That((string?)closed["dispute_outcome"]!["outcome_code"], Is.EqualTo(outcome));
        Assert.That(listed["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await client.PaymentAsync(capture.Id!)).Status, Is.EqualTo(status));
        Assert.That(client.Events, Does.Contain("CUSTOMER.DISPUTE.CREATED").And.Contain("CUSTOMER.DISPUTE.RESOLVED"));
    }

    [Test]
    public async Task One_dispute_at_a_time_and_none_about_what_went_back()
    {
        var capture = await client.BuyAsync("10.00");
        var path = $"/_sim/captures/{capture.Id}";
        await client.ControlAsync($"captures/{capture.Id}/dispute");

        Assert.That((await client.CallAsync(HttpMethod.Post, $"{path}/dispute", [])).Status, Is.EqualTo(422));
        await client.ControlAsync($"captures/{capture.Id}/dispute-lost");
        Assert.That((await client.CallAsync(HttpMethod.Post, $"{path}/dispute", [])).Status, Is.EqualTo(422));
        Assert.That((await client.CallAsync(HttpMethod.Post, $"{path}/dispute-won", [])).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task The_report_lists_what_came_and_what_went_in_pages()
    {
        var capture = await client.BuyAsync("10.00");
        await client.RefundAsync(capture.Id!, "4.00");
        await client.SubscribeAsync();
        const string window = "start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:00Z&page_size=2";

        var first = await client.GetAsync($"/v1/reporting/transactions?{window}");
        var second = await client.GetAsync($"/v1/reporting/transactions?{window}&page=2");

        var all = first["transaction_details"]!.AsArray().Concat(second["transaction_details"]!.AsArray());
        Assert.That(((int)first["total_items"]!, (int)first["total_pages"]!), Is.EqualTo((3, 2)));
        Assert.That(
            all.Select(t => (string?)t!["transaction_info"]!["transaction_amount"]!["value"]),
            Is.EquivalentTo(new[] { "10.00", "-4.00", "9.00" })
        );
        var tooLong = await client.CallAsync(
            HttpMethod.Get,
            "/v1/reporting/transactions?start_date=2026-01-01T00:00:00Z&end_date=2026-03-01T00:00:00Z"
        );
        Assert.That(tooLong.Status, Is.EqualTo(400));
    }

    [Test]
    public async Task The_report_lags_tells_one_kind_alone_and_may_be_forbidden()
    {
        var capture = await client.BuyAsync("10.00");
        await client.RefundAsync(capture.Id!, "4.00");
        const string window =
            "/v1/reporting/transactions?start_date=2026-01-30T00:00:00Z&end_date=2026-02-01T00:00:00Z";

        var refunds = await client.GetAsync($"{window}&transaction_type=T1107");
        await client.ControlAsync("reports", new() { ["delayMinutes"] = 180 });
        var late = await client.GetAsync(window);
        var tooEarly = await client.CallAsync(
            HttpMethod.Get,
            window.Replace("01-30T00", "01-31T10", StringComparison.Ordinal)
        );
        await client.ControlAsync("reports", new() { ["permitted"] = false });
        var forbidden = await client.CallAsync(HttpMethod.Get, window);

        var only = refunds["transaction_details"]!.AsArray().Single()!["transaction_info"]!;
        Assert.That((string?)only["paypal_reference_id"], Is.EqualTo(capture.Id));
        Assert.That(late["transaction_details"]!.AsArray(), Is.Empty);
        Assert.That((tooEarly.Status, forbidden.Status), Is.EqualTo((400, 403)));
    }
}
