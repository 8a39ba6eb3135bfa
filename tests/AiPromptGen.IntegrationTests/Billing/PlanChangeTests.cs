using System.Net;
using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary><c>POST /billing/subscriptions/{id}/change</c>, and what reconciliation repairs of plans, at a simulated PayPal.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
internal sealed class PlanChangeTests
{
    /// <summary>Sign-up credits, the same for everybody.</summary>
    private const int Free = 50;

    [Test]
    public async Task Another_plan_is_agreed_to_at_PayPal_and_its_next_payment_brings_its_credits()
    {
        await using var shop = await TestShop.OpenAsync("ShopChange");
        var made = await SubscribedAsync(shop);

        var asked = await shop.ChangeAsync(made.Id, key: "k-1");
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Accepted), asked.Text);
        Assert.That(asked.Id, Is.EqualTo(made.Id));
        Assert.That((await shop.ChangeAsync(made.Id, key: "k-1")).Text, Is.EqualTo(asked.Text), "the same wish again");
        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("plan-change-pending"));

        await shop.ApproveAsync(asked);
        await Clock.UntilAsync(async () => await PlanAsync(shop) == "large");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 40), "nothing is billed yet");

        await shop.ControlAsync("clock", """{"advanceDays":31}""");
        await shop.BalanceIsAsync(Free + 40 + 150);
        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("plan-unchanged"));
        var back = await shop.ChangeAsync(made.Id, """{"plan":"monthly"}""");
        Assert.That(back.Status, Is.EqualTo(HttpStatusCode.Accepted), back.Text);
    }

    [Test]
    public async Task A_change_whose_events_are_lost_is_made_good_by_one_reconciliation()
    {
        await using var shop = await TestShop.OpenAsync("ShopChangeLost");
        var made = await SubscribedAsync(shop);
        await shop.ControlAsync("webhooks/hold");
        await shop.ApproveAsync(await shop.ChangeAsync(made.Id));
        await shop.ControlAsync("clock", """{"advanceDays":31}""");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 40));

        await ReconcileAsync(shop);

        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 40 + 150));
        Assert.That(await PlanAsync(shop), Is.EqualTo("large"));
    }

    [Test]
    public async Task A_lost_event_of_a_partly_refunded_sale_is_made_good_by_one_reconciliation()
    {
        await using var shop = await TestShop.OpenAsync("ShopSaleLost");
        await SubscribedAsync(shop);
        await shop.ControlAsync("webhooks/hold");
        var sale = await shop.PaymentIdAsync();
        await shop.ControlAsync($"captures/{sale}/refund", """{"amount":{"total":"2.50","currency":"EUR"}}""");

        // Only the event names the refund; PayPal's own list has it.
        await ReconcileAsync(shop);
        await shop.BalanceIsAsync(Free + 20);
        await shop.ControlAsync("webhooks/release");
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 20), "its event, late");
    }

    [Test]
    public async Task What_is_wrong_about_a_change_is_told()
    {
        await using var shop = await TestShop.OpenAsync("ShopChangeWrong");
        using var other = await ApiClient.NewAsync(shop.App.Address);
        var made = await shop.SubscribeAsync();

        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("subscription-not-active"), "not agreed to");
        await shop.ApproveAsync(made);
        await shop.BalanceIsAsync(Free + 40);
        Assert.That((await shop.ChangeAsync(made.Id, """{"plan":"huge"}""")).Text, Does.Contain("plan-unknown"));
        Assert.That((await shop.ChangeAsync(made.Id, """{"plan":"monthly"}""")).Code, Is.EqualTo("plan-unchanged"));
        Assert.That(
            (await shop.ChangeAsync(made.Id, """{"plan":"large","price":"0.01"}""")).Code,
            Is.EqualTo("json-invalid")
        );
        Assert.That((await shop.ChangeAsync("nothing")).Code, Is.EqualTo("subscription-not-found"));
        var path = $"billing/subscriptions/{made.Id}/change";
        Assert.That(
            (await other.SendAsync(HttpMethod.Post, path, """{"plan":"large"}""", ("Idempotency-Key", "k"))).Code,
            Is.EqualTo("subscription-not-found"),
            "another account's"
        );
        Assert.That(
            (await shop.Person.SendAsync(HttpMethod.Post, path, """{"plan":"large"}""")).Code,
            Is.EqualTo("idempotency-key-missing")
        );
        shop.PayPal.AddPlan("P-LARGE", new(15, "EUR"), "MONTH", product: "PROD-OTHER");
        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("plan-change-refused"));
        shop.PayPal.Down = true;
        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("payment-provider-unavailable"));
        shop.PayPal.Down = false;
        await shop.Person.SendAsync(HttpMethod.Post, $"billing/subscriptions/{made.Id}/cancel", (string?)null);
        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("subscription-not-active"), "cancelled");
    }

    [Test]
    public async Task One_whose_payment_failed_pays_first()
    {
        await using var shop = await TestShop.OpenAsync("ShopChangeOwes");
        var made = await shop.SubscribeAsync();
        await shop.ApproveAsync(made, "fails-renewal@example.org");
        await shop.BalanceIsAsync(Free + 40);

        await shop.ControlAsync("clock", """{"advanceDays":31}""");

        Assert.That((await shop.ChangeAsync(made.Id)).Code, Is.EqualTo("subscription-past-due"));
    }

    private static async Task<Answer> SubscribedAsync(TestShop shop)
    {
        var made = await shop.SubscribeAsync();
        await shop.ApproveAsync(made);
        await shop.BalanceIsAsync(Free + 40);
        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        return made;
    }

    /// <summary>One run, when everything is due.</summary>
    private static async Task ReconcileAsync(TestShop shop)
    {
        shop.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.App.RunTimerAsync("ReconcilePayments");
    }

    private static async Task<string?> PlanAsync(TestShop shop) =>
        (await shop.Person.GetAsync("billing")).At("records")[0].GetProperty("plan").GetString();
}
