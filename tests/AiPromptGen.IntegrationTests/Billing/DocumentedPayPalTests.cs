using System.Net;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Simulators.PayPal;

namespace AiPromptGen.IntegrationTests.Billing;

/// <summary>What PayPal documents beyond the plain purchase, through the HTTP contract, at a PayPal that does it.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
internal sealed class DocumentedPayPalTests
{
    /// <summary>Sign-up credits, the same for everybody.</summary>
    private const int Free = 50;

    [Test]
    public async Task A_month_that_was_missed_is_paid_with_the_next_and_brings_both()
    {
        await using var shop = await TestShop.OpenAsync("DocMissed");
        await shop.ApproveAsync(await shop.SubscribeAsync(), "misses-renewal@example.org");
        await shop.BalanceIsAsync(Free + 40);

        await shop.ControlAsync("clock", """{"advanceDays":31}""");
        await shop.ControlAsync("clock", """{"advanceDays":31}""");

        await shop.BalanceIsAsync(Free + 40 + 80);
    }

    [Test]
    public async Task A_plan_with_tax_a_trial_and_a_fee_is_understood_by_its_own_pricing()
    {
        await using var shop = await TestShop.OpenAsync("DocTax");
        shop.PayPal.AddPlan(
            "P-MONTHLY",
            new(5, "EUR"),
            "MONTH",
            change: plan => plan with { Tax = 19, Trial = new(1, "EUR"), SetupFee = new(2, "EUR") }
        );
        await shop.ApproveAsync(await shop.SubscribeAsync());
        await shop.BalanceIsAsync(Free + 40);

        await shop.ControlAsync("clock", """{"advanceDays":31}""");

        await shop.BalanceIsAsync(Free + 80);
    }

    [Test]
    public async Task A_payment_counts_while_PayPals_list_lags()
    {
        await using var shop = await TestShop.OpenAsync("DocLag");
        await shop.ControlAsync("lists", """{"delayMinutes":40}""");

        await shop.ApproveAsync(await shop.SubscribeAsync());

        await shop.BalanceIsAsync(Free + 40);
    }

    [TestCase("""{"status":"PENDING","reason":"CHARGEBACK"}""", TestName = "{m}(pending)")]
    [TestCase("""{"status":"PARTIALLY_REFUNDED"}""", TestName = "{m}(partially refunded)")]
    [TestCase("""{"buyersView":true}""", TestName = "{m}(by the buyer's id)")]
    public async Task A_dispute_freezes_and_its_settlement_takes_what_went_back(string opened)
    {
        await using var shop = await TestShop.OpenAsync("DocDispute" + opened.Length);
        await shop.BuyAsync();
        var capture = await shop.PaymentIdAsync();

        await shop.ControlAsync($"captures/{capture}/dispute", opened);
        await shop.BalanceIsAsync(Free);
        // PayPal takes its time to decide, and what it takes then is later than the dispute.
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        await shop.ControlAsync($"captures/{capture}/dispute-lost", """{"amountRefunded":"3.00"}""");

        await shop.BalanceIsAsync(Free + 70);
    }

    [Test]
    public async Task A_reversed_sale_and_a_lost_event_of_a_partial_reversal_are_found()
    {
        await using var shop = await TestShop.OpenAsync("DocReversed");
        await shop.ApproveAsync(await shop.SubscribeAsync());
        await shop.BalanceIsAsync(Free + 40);
        var sale = await shop.PaymentIdAsync();
        await shop.ControlAsync($"captures/{sale}/reverse", """{"amount":"1.25"}""");
        await shop.BalanceIsAsync(Free + 30);

        await shop.PayPal.Webhooks.IdleAsync(CancellationToken.None);
        await shop.ControlAsync("webhooks/hold");
        await shop.ControlAsync($"captures/{sale}/reverse", """{"amount":"1.25"}""");
        shop.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.App.RunTimerAsync("ReconcilePayments");

        await shop.BalanceIsAsync(Free + 20);
    }

    [Test]
    public async Task A_revoked_token_and_keys_without_disputes_stop_nothing()
    {
        await using var shop = await TestShop.OpenAsync("DocRevoked");
        await shop.ControlAsync("permissions", """{"disputes":false}""");
        await shop.ControlAsync("tokens/revoke");

        var bought = await shop.BuyAsync();

        Assert.That(bought.Status, Is.EqualTo(HttpStatusCode.OK), bought.Text);
        shop.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.App.RunTimerAsync("ReconcilePayments");
        Assert.That((await shop.Person.CreditsAsync()).Balance, Is.EqualTo(Free + 100));
    }

    [Test]
    public async Task What_is_agreed_to_after_an_erasure_is_canceled_and_goes_back()
    {
        await using var shop = await TestShop.OpenAsync("DocErased");
        var made = await shop.SubscribeAsync();
        await shop.Person.EraseAsync();
        await shop.Person.ErasedAsync();

        await shop.ApproveAsync(made);

        // In either order: whoever read the subscription just before the approval sees the sale first. Each event looks again.
        string[] wanted = ["BILLING.SUBSCRIPTION.CANCELLED", "PAYMENT.SALE.REFUNDED"];
        await Clock.UntilAsync(() =>
            Task.FromResult(!wanted.Except(shop.PayPal.Webhooks.All.Select(w => w.Type)).Any())
        );
    }

    [Test]
    public async Task An_account_asks_PayPal_only_so_often()
    {
        await using var shop = await TestShop.OpenAsync("DocLimit");
        Answer last = null!;
        for (var i = 0; i <= new AiPromptGen.Billing.BillingOptions().RequestsPerMinute; i++)
        {
            last = await shop.CaptureAsync("nothing");
        }

        Assert.That((last.Status, last.Code), Is.EqualTo((HttpStatusCode.TooManyRequests, "rate-limited")));
        Assert.That(last.Headers.RetryAfter, Is.Not.Null);
        using var other = await ApiClient.NewAsync(shop.App.Address);
        Assert.That(
            (await shop.CaptureAsync("nothing", other)).Code,
            Is.EqualTo("order-not-found"),
            "others are not kept"
        );
    }
}
