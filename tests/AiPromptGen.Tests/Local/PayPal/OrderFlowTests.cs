using System.Text.Json.Nodes;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Models;

namespace AiPromptGen.Tests.Local.PayPal;

/// <summary>Orders on the simulator, through the SDK and a browser.</summary>
[TestFixture]
internal sealed class OrderFlowTests
{
    private PayPalClient client = null!;

    [SetUp]
    public async Task Start() => client = await PayPalClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public async Task An_order_is_created_approved_and_captured()
    {
        var order = await client.CreateOrderAsync("9.99");
        var to = await client.ActAsync(order.Links!, "approve");
        var approved = (await client.Sdk.OrdersController.GetOrderAsync(new() { Id = order.Id })).Data;
        var captured = await client.CaptureAsync(order.Id!);

        var unit = captured.PurchaseUnits![0];
        var capture = unit.Payments!.Captures![0];
        var payment = await client.PaymentAsync(capture.Id!);
        Assert.That(order.Status, Is.EqualTo(OrderStatus.PayerActionRequired));
        Assert.That(
            to!.AbsoluteUri,
            Does.StartWith($"https://example.org/return?from=shop&token={order.Id}&PayerID=SIM")
        );
        Assert.That((approved.Status, captured.Status), Is.EqualTo((OrderStatus.Approved, OrderStatus.Completed)));
        Assert.That((unit.CustomId, unit.InvoiceId), Is.EqualTo(("order-1", "invoice-order-1")));
        Assert.That((capture.Status, capture.Amount!.MValue), Is.EqualTo((CaptureStatus.Completed, "9.99")));
        Assert.That(payment.SupplementaryData!.RelatedIds!.OrderId, Is.EqualTo(order.Id));
        Assert.That((payment.CustomId, payment.Payee!.MerchantId), Is.EqualTo(("order-1", "SIMMERCHANT01")));
        Assert.That(
            client.Events,
            Is.EqualTo(new[] { "CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "CHECKOUT.ORDER.COMPLETED" })
        );
    }

    [Test]
    public async Task A_buyer_who_cancels_comes_back_to_the_other_address()
    {
        var order = await client.CreateOrderAsync("9.99");

        var to = await client.ActAsync(order.Links!, "cancel");

        Assert.That(to!.AbsoluteUri, Is.EqualTo($"https://example.org/cancel?token={order.Id}"));
        Assert.That(async () => await client.CaptureAsync(order.Id!), Refused("ORDER_NOT_APPROVED"));
        Assert.That(client.Events, Is.Empty);
    }

    [Test]
    public async Task A_declined_instrument_takes_nothing()
    {
        var order = await client.CreateOrderAsync("10.13");
        await client.ActAsync(order.Links!, "approve");

        Assert.That(async () => await client.CaptureAsync(order.Id!), Refused("INSTRUMENT_DECLINED"));
        Assert.That(client.Events, Is.EqualTo(new[] { "CHECKOUT.ORDER.APPROVED" }));
    }

    [TestCase("complete", CaptureStatus.Completed, "PAYMENT.CAPTURE.COMPLETED")]
    [TestCase("deny", CaptureStatus.Declined, "PAYMENT.CAPTURE.DENIED")]
    public async Task A_review_ends_either_way(string verb, CaptureStatus status, string type)
    {
        var capture = await client.BuyAsync("10.14");
        await client.ControlAsync($"captures/{capture.Id}/{verb}");

        var payment = await client.PaymentAsync(capture.Id!);
        Assert.That(capture.Status, Is.EqualTo(CaptureStatus.Pending));
        Assert.That(capture.StatusDetails!.Reason, Is.EqualTo(CaptureIncompleteReason.PendingReview));
        Assert.That(payment.Status, Is.EqualTo(status));
        Assert.That(client.Events, Does.Contain("PAYMENT.CAPTURE.PENDING").And.Contain(type));
    }

    [Test]
    public async Task The_same_request_id_gets_the_same_answer_until_it_is_forgotten()
    {
        var first = await client.CreateOrderAsync("9.99", "one");
        var again = await client.CreateOrderAsync("9.99", "one");
        var other = await client.CreateOrderAsync("9.99", "two");
        await client.ActAsync(first.Links!, "approve");
        var captured = await client.CaptureAsync(first.Id!, "capture-1");
        var repeated = await client.CaptureAsync(first.Id!, "capture-1");

        Assert.That((again.Id, other.Id == first.Id), Is.EqualTo((first.Id, false)));
        Assert.That(CaptureId(repeated), Is.EqualTo(CaptureId(captured)));
        Assert.That(async () => await client.CaptureAsync(first.Id!, "capture-2"), Refused("ORDER_ALREADY_CAPTURED"));
        Assert.That(async () => await client.CaptureAsync(first.Id!), Refused("ORDER_ALREADY_CAPTURED"));
        client.Time.Advance(TimeSpan.FromHours(6));
        Assert.That(async () => await client.CaptureAsync(first.Id!, "capture-1"), Refused("ORDER_ALREADY_CAPTURED"));
    }

    [Test]
    public async Task An_answer_can_be_lost_after_the_money_was_taken()
    {
        var order = await client.CreateOrderAsync("9.99");
        await client.ActAsync(order.Links!, "approve");
        client.Simulator.LoseAnswers(1);

        Assert.That(async () => await client.CaptureAsync(order.Id!, "c"), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await client.CaptureAsync(order.Id!, "c")).Status, Is.EqualTo(OrderStatus.Completed));
        Assert.That(client.Events.Count(e => e is "PAYMENT.CAPTURE.COMPLETED"), Is.EqualTo(1));
    }

    [Test]
    public async Task One_invoice_is_paid_once()
    {
        await client.BuyAsync("9.99");
        client.Time.Advance(TimeSpan.FromHours(6));

        Assert.That(async () => await client.BuyAsync("9.99"), Refused("DUPLICATE_INVOICE_ID"));
    }

    [Test]
    public async Task An_order_that_nobody_approved_is_gone_after_three_hours()
    {
        var order = await client.CreateOrderAsync("9.99");
        client.Time.Advance(TimeSpan.FromHours(3));

        Assert.That(
            async () => await client.Sdk.OrdersController.GetOrderAsync(new() { Id = order.Id }),
            Throws.TypeOf<ErrorException>().With.Property("ResponseCode").EqualTo(404)
        );
    }

    [TestCase("9.9")]
    [TestCase("-1.00")]
    [TestCase("0.00")]
    [TestCase("free")]
    public void A_price_that_is_none_is_refused(string price) =>
        Assert.That(
            async () => await client.CreateOrderAsync(price),
            Throws.TypeOf<ErrorException>().With.Property("ResponseCode").EqualTo(400)
        );

    [Test]
    public async Task A_short_answer_has_no_more_than_what_leads_on()
    {
        var body = new JsonObject
        {
            ["intent"] = "CAPTURE",
            ["purchase_units"] = new JsonArray(
                new JsonObject
                {
                    ["amount"] = new JsonObject { ["currency_code"] = "EUR", ["value"] = "1.00" },
                }
            ),
        };

        var (status, answer) = await client.CallAsync(HttpMethod.Post, "/v2/checkout/orders", body);

        Assert.That((status, (string?)answer!["status"]), Is.EqualTo((201, "CREATED")));
        Assert.That(answer.AsObject().Select(p => p.Key), Is.EqualTo(new[] { "id", "status", "links" }));
        Assert.That((string?)answer["links"]![1]!["rel"], Is.EqualTo("approve"));
    }

    private static string? CaptureId(Order order) => order.PurchaseUnits![0].Payments!.Captures![0].Id;

    private static NUnit.Framework.Constraints.Constraint Refused(string issue) =>
        Throws
            .TypeOf<ErrorException>()
            .With.Matches<ErrorException>(e => e!.ResponseCode == 422 && e.Details![0].Issue == issue);
}
