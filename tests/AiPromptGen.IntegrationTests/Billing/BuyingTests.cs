using System.Net;
using System.Text.Json;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>Buying, subscribing, canceling, refunding: through the HTTP contract, at a PayPal that is simulated.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P17"), Property("Promise", "P18")]
internal sealed class BuyingTests
{
    /// <summary>Sign-up credits, the same for everybody.</summary>
    private const int Free = 50;

    [Test]
    public async Task A_pack_is_bought_once_and_stays()
    {
        await using var shop = await TestShop.OpenAsync("ShopPack");
        var catalog = await shop.Person.GetAsync("catalog");

        var bought = await shop.BuyAsync();

        Assert.That(catalog.At("packs")[0].GetProperty("price").GetString(), Is.EqualTo("9.99"));
        Assert.That(bought.Status, Is.EqualTo(HttpStatusCode.OK), bought.Text);
        Assert.That((await shop.CaptureAsync(bought.Id)).Status, Is.EqualTo(HttpStatusCode.OK), "again");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 100));
        await shop.ControlAsync("webhooks/repeat");
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 100), "events count nothing twice");
    }

    [Test]
    public async Task A_browser_that_never_comes_back_has_bought_all_the_same()
    {
        await using var shop = await TestShop.OpenAsync("ShopAway");

        await shop.ApproveAsync(await shop.OrderAsync());

        await shop.BalanceIsAsync(Free + 100);
    }

    [Test]
    public async Task A_lost_event_is_made_good_by_one_reconciliation()
    {
        await using var shop = await TestShop.OpenAsync("ShopLost");
        await shop.ControlAsync("webhooks/hold");
        await shop.ApproveAsync(await shop.OrderAsync());
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free));

        shop.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.App.RunTimerAsync("ReconcilePayments");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 100));

        await shop.ControlAsync($"captures/{await shop.PaymentIdAsync()}/dispute");
        shop.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.App.RunTimerAsync("ReconcilePayments");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free), "a dispute that nobody told of");
    }

    [Test]
    public async Task A_refund_takes_credits_back_and_a_dispute_freezes_them_until_it_is_won()
    {
        await using var shop = await TestShop.OpenAsync("ShopBack");
        await shop.BuyAsync();
        var capture = await shop.PaymentIdAsync();

        await shop.ControlAsync($"captures/{capture}/refund", """{"amount":{"value":"3.33","currency_code":"EUR"}}""");
        await shop.BalanceIsAsync(Free + 67);
        await shop.ControlAsync($"captures/{capture}/dispute");
        await shop.BalanceIsAsync(Free);
        Assert.That(await StatusAsync(shop), Is.EqualTo("dispute-open"));
        await shop.ControlAsync($"captures/{capture}/dispute-won");
        await shop.BalanceIsAsync(Free + 67);
        await shop.ControlAsync($"captures/{capture}/refund");
        await shop.BalanceIsAsync(Free);
        Assert.That(await StatusAsync(shop), Is.EqualTo("refunded"));
    }

    [Test]
    public async Task A_plan_gives_credits_for_each_payment_until_it_is_canceled()
    {
        await using var shop = await TestShop.OpenAsync("ShopPlan");
        var made = await shop.SubscribeAsync();
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created), made.Text);
        Assert.That((await shop.SubscribeAsync()).Code, Is.EqualTo("subscription-pending"));
        await shop.ApproveAsync(made);
        await shop.BalanceIsAsync(Free + 40);
        Assert.That((await shop.SubscribeAsync()).Code, Is.EqualTo("subscription-active"));

        var sale = await shop.PaymentIdAsync();
        await shop.ControlAsync($"captures/{sale}/refund", """{"amount":{"total":"2.50","currency":"EUR"}}""");
        await shop.BalanceIsAsync(Free + 20);

        var canceled = await shop.Person.SendAsync(
            HttpMethod.Post,
            $"billing/subscriptions/{made.Id}/cancel",
            (string?)null
        );
        Assert.That(canceled.State, Is.EqualTo("cancelled"), canceled.Text);
        Assert.That((await shop.Person.CreditsAsync()).Available, Is.EqualTo(Free + 20), "what is paid stays");
        shop.Time.Advance(TimeSpan.FromDays(32));
        await shop.Person.SignInAsync(shop.Person.Email);
        Assert.That((await shop.Person.CreditsAsync()).Available, Is.EqualTo(Free), "until its period ends");
    }

    [Test, Property("Promise", "P20")]
    public async Task Records_are_exactly_what_the_policy_allows()
    {
        await using var shop = await TestShop.OpenAsync("ShopRecords");
        await shop.BuyAsync();
        await shop.ApproveAsync(await shop.SubscribeAsync());
        await shop.BalanceIsAsync(Free + 140);
        await shop.ControlAsync($"captures/{await shop.PaymentIdAsync()}/refund");
        await shop.BalanceIsAsync(Free + 100);

        var records = (await shop.Person.GetAsync("billing")).At("records").EnumerateArray().ToList();
        var names = records.SelectMany(r => r.EnumerateObject()).Select(p => p.Name).Distinct();

        Assert.That(records, Has.Count.EqualTo(3));
        Assert.That(
            names,
            Is.EquivalentTo(
                new[]
                {
                    "plan",
                    "amount",
                    "subscriptionStatus",
                    "refundOrDisputeStatus",
                    "invoiceReference",
                    "providerCustomerId",
                }
            )
        );
        Assert.That(
            records.Select(r => r.GetProperty("amount").EnumerateObject().Select(p => p.Name)),
            Has.All.EquivalentTo(new[] { "value", "currency" })
        );
    }

    [Test]
    public async Task What_is_wrong_about_a_purchase_is_told()
    {
        await using var shop = await TestShop.OpenAsync("ShopWrong");
        using var other = await ApiClient.NewAsync(shop.App.Address);
        var order = await shop.OrderAsync(key: "one");

        Assert.That((await shop.OrderAsync(key: "one")).Id, Is.EqualTo(order.Id));
        Assert.That((await shop.OrderAsync("""{"pack":"large"}""")).Text, Does.Contain("pack-unknown"));
        Assert.That((await shop.OrderAsync("""{"pack":"small","price":"0.01"}""")).Code, Is.EqualTo("json-invalid"));
        Assert.That((await shop.CaptureAsync(order.Id)).Code, Is.EqualTo("order-not-approved"));
        Assert.That((await shop.CaptureAsync(order.Id, other)).Code, Is.EqualTo("order-not-found"));
        Assert.That((await shop.CaptureAsync("nothing")).Code, Is.EqualTo("order-not-found"));
        shop.PayPal.Down = true;
        Assert.That((await shop.OrderAsync()).Code, Is.EqualTo("payment-provider-unavailable"));
    }

    private static async Task<string?> StatusAsync(TestShop shop)
    {
        JsonElement record = (await shop.Person.GetAsync("billing")).At("records")[0];
        return record.TryGetProperty("refundOrDisputeStatus", out var status) ? status.GetString() : null;
    }
}
