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

        var error = (
            await Assert.ThrowsAsync<ErrorException>(async () => await client.RefundAsync(capture.Id!, amount))
        )!;

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
    public async Task A_reversed_sale_tells_its_refund_and_nothing_else()
    {
        var subscription = await client.SubscribeAsync();
        var sale = (string)client.LatestEvent("PAYMENT.SALE.COMPLETED")["resource"]!["id"]!;
        await client.ControlAsync($"captures/{sale}/reverse", new() { ["amount"] = "4.00" });

        var resource = client.LatestEvent("PAYMENT.SALE.REVERSED")["resource"]!.AsObject();
        var refund = await client.GetAsync($"/v1/payments/refund/{resource["id"]}");
        Assert.That(
            resource.Select(p => p.Key),
            Is.EquivalentTo(new[] { "id", "create_time", "state", "amount", "links" })
        );
        Assert.That((string?)resource["amount"]!["total"], Is.EqualTo("-4.00"));
        Assert.That((string?)refund["sale_id"], Is.EqualTo(sale));
        Assert.That(
            (await client.GetAsync($"/v1/payments/sale/{sale}"))["state"]!.ToString(),
            Is.EqualTo("partially_refunded")
        );
        Assert.That(subscription.Id, Is.Not.Null);
    }

    [Test]
    public async Task A_dispute_may_be_lost_for_a_part_and_change_what_the_capture_is_called()
    {
        var capture = await client.BuyAsync("10.00");
        var opened = await client.ControlAsync(
            $"captures/{capture.Id}/dispute",
            new() { ["status"] = "PENDING", ["buyersView"] = true }
        );
        var during = (await client.PaymentAsync(capture.Id!)).Status;
        await client.ControlAsync($"captures/{capture.Id}/dispute-lost", new() { ["amountRefunded"] = "2.50" });
        var closed = await client.GetAsync($"/v1/customer/disputes/{opened!["dispute_id"]}");

        Assert.That(opened["disputed_transactions"]![0]!["seller_transaction_id"], Is.Null);
        Assert.That(during, Is.EqualTo(CaptureStatus.Pending));
        Assert.That((string?)closed["dispute_outcome"]!["amount_refunded"]!["value"], Is.EqualTo("2.50"));
        Assert.That((await client.PaymentAsync(capture.Id!)).Status, Is.EqualTo(CaptureStatus.PartiallyRefunded));
    }

    [Test]
    public async Task Keys_without_the_permission_read_no_dispute()
    {
        await client.ControlAsync("permissions", new() { ["disputes"] = false });

        Assert.That((await client.CallAsync(HttpMethod.Get, "/v1/customer/disputes")).Status, Is.EqualTo(403));
        Assert.That((await client.CallAsync(HttpMethod.Get, "/v1/customer/disputes/1")).Status, Is.EqualTo(403));
    }
}
