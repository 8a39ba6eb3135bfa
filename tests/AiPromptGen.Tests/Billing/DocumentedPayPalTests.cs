using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

using TestedShop = Shop;

/// <summary>What PayPal documents or was seen to do. The sources are in docs/payments.md.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
public sealed class DocumentedPayPalTests : ShopTest
{
    [Test]
    public async Task A_lost_answer_of_storage_keeps_an_order_in_reconciliation()
    {
        for (var write = 1; write <= 5; write++)
        {
            Open();
            var faulty = new TestedShop(Data, PayPal, new WriteFaults { LoseAt = write });
            try
            {
                await faulty.OrderAsync("key");
            }
            catch (Azure.RequestFailedException)
            {
                // The client repeats its request.
            }

            var order = await Shop.OrderAsync("key");
            var due = await Shop.Index.DueAsync(FakePayPal.Start.AddDays(1), 10, CancellationToken.None);
            Assert.That(due.Select(d => d.Place.Subject.Id), Does.Contain(order.Id), $"write {write}");
            Assert.That(PayPal.Orders, Has.Count.EqualTo(1), $"write {write}");
        }
    }

    [Test]
    public async Task A_payment_that_an_event_names_is_read_by_its_own_id_while_the_list_is_empty()
    {
        var plan = await ActiveAsync();
        PayPal.ListsLag = true;
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        PayPal.Unseen.Add("S1");
        var sold = Event("PAYMENT.SALE.COMPLETED") with { PaymentId = "S1", CustomId = plan.Id };

        Assert.That(
            async () => await Shop.ApplyAsync(sold),
            Throws.TypeOf<PaymentProviderException>(),
            "not there yet"
        );
        PayPal.Unseen.Clear();
        Assert.That((await Shop.ApplyAsync(sold)).Status, Is.EqualTo(EventStatus.Applied));

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(50));
    }

    [Test]
    public async Task A_read_from_before_a_reversal_does_not_bring_its_credits_back()
    {
        var payment = await BoughtAsync();
        PayPal.Meanwhile = async () =>
        {
            PayPal.Refund(payment, "R1", 999, FakePayPal.Start.AddDays(1));
            await new TestedShop(Data, PayPal).SyncAsync(PlacedAt(payment));
        };

        await Shop.SyncAsync(PlacedAt(payment));

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);
        Assert.That((await Shop.PaymentAsync(payment)).Moves, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_refund_waits_until_the_first_one_has_an_answer()
    {
        var payment = await BoughtAsync();
        PayPal.LosesRefundAnswers = true;
        Assert.That(async () => await RefundAsync(payment, "r1", 300), Throws.TypeOf<PaymentProviderException>());
        PayPal.LosesRefundAnswers = false;

        Assert.That((await RefundAsync(payment, "r2", 300)).Problem, Is.EqualTo(BillingProblems.RefundPending));
        Assert.That((await RefundAsync(payment, "r1", 300)).Problem, Is.Null);
        Assert.That((await RefundAsync(payment, "r2", 300)).Problem, Is.Null);
        Assert.That(PayPal.Refunds.Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_payment_that_is_heard_of_more_than_a_period_late_lasts_a_period()
    {
        var plan = await ActiveAsync();
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        Data.Time.Advance(TimeSpan.FromDays(45));

        await Shop.SyncAsync(plan);

        Assert.That((await Shop.CreditsAsync()).Available(Data.Time.GetUtcNow()).Value, Is.EqualTo(50));
        Assert.That((await Shop.PaymentAsync("S1")).Expires, Is.EqualTo(Data.Time.GetUtcNow().AddMonths(1)));
    }

    [TestCase(0, 100, TestName = "{m}(unused)")]
    [TestCase(20, 80, TestName = "{m}(20 of it were used)")]
    public async Task The_refund_of_a_period_that_is_over_takes_only_what_was_used_of_it(int used, int left)
    {
        var plan = await ActiveAsync();
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        await Shop.SyncAsync(plan);
        await SpendAsync(used);
        Data.Time.Advance(TimeSpan.FromDays(40));
        await BoughtAsync();

        PayPal.Refund("S1", "R1", 200, Data.Time.GetUtcNow());
        await Shop.ApplyAsync(Refunded("R1"));
        PayPal.Refund("S1", "R2", 300, Data.Time.GetUtcNow());
        await Shop.ApplyAsync(Refunded("R2"));

        Assert.That((await Shop.CreditsAsync()).Available(Data.Time.GetUtcNow()).Value, Is.EqualTo(left));
        await Shop.SyncAsync(plan);
        Assert.That(
            (await Shop.CreditsAsync()).Available(Data.Time.GetUtcNow()).Value,
            Is.EqualTo(left),
            "and stays so"
        );
    }

    [Test]
    public async Task Of_two_subscriptions_that_waited_only_one_is_billed([Values] bool secondFirst)
    {
        var plans = new[] { await Shop.SubscribeAsync("k1"), await Shop.SubscribeAsync("k2", TestedShop.Large) };
        foreach (var (plan, price) in plans.Zip([TestedShop.BasicPrice, TestedShop.LargePrice]))
        {
            PayPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
            PayPal.Sell(plan.ProviderId!, "S-" + plan.Plan, price, FakePayPal.Start);
        }

        foreach (var plan in secondFirst ? plans.Reverse() : plans)
        {
            await Shop.SyncAsync(plan);
            Data.Time.Advance(TimeSpan.FromMinutes(1));
        }

        foreach (var plan in plans)
        {
            await Shop.SyncAsync(plan);
        }

        var stays = plans[secondFirst ? 1 : 0];
        var active = PayPal.Subscriptions.Values.Where(s => s.Status == SubscriptionStatus.Active);
        Assert.That(active.Single().ProviderId, Is.EqualTo(stays.ProviderId));
        Assert.That(PayPal.Refunds.Single().PaymentId, Is.EqualTo("S-" + plans[secondFirst ? 0 : 1].Plan));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(secondFirst ? 200 : 50));
    }

    [Test]
    public async Task One_that_was_canceled_before_it_was_agreed_to_bills_nobody()
    {
        var plan = await Shop.SubscribeAsync("k1");
        var stored = (await Shop.Store.FindAsync(TestedShop.Person.AccountId, plan.Subject, CancellationToken.None))!;
        var given = (SubscriptionRecord)stored.Record with { IsGivenUp = true };
        await Shop.Store.TryWriteAsync(BillingRows.ToRow(TestedShop.Person.AccountId, given), stored.ETag, default);

        PayPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        await Shop.SyncAsync(plan);
        // The payment of the canceled subscription appears later.
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        await Shop.SyncAsync(plan);

        Assert.That(PayPal.Subscriptions[plan.ProviderId!].Status, Is.EqualTo(SubscriptionStatus.Cancelled));
        Assert.That(PayPal.Refunds.Single().Amount, Is.EqualTo(TestedShop.BasicPrice));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);
    }

    [Test]
    public async Task A_set_up_fee_comes_with_the_first_payment_and_a_failed_month_with_a_later_one()
    {
        PayPal.Plans["P-BASIC"] = new(TestedShop.BasicPrice, 1, [], false, TestedShop.BasicPrice, 0, true);
        var twice = TestedShop.BasicPrice with { Minor = 2 * TestedShop.BasicPrice.Minor };
        var plan = await ActiveAsync();
        PayPal.Sell(plan.ProviderId!, "S1", twice, FakePayPal.Start);
        await Shop.SyncAsync(plan);
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(50), "a fee and a month");

        Data.Time.Advance(TimeSpan.FromDays(61));
        PayPal.Sell(plan.ProviderId!, "S2", twice, Data.Time.GetUtcNow());
        await Shop.SyncAsync(plan);

        Assert.That((await Shop.CreditsAsync()).Available(Data.Time.GetUtcNow()).Value, Is.EqualTo(100), "two months");
    }

    [Test]
    public async Task A_key_that_made_an_order_makes_no_subscription_of_the_same_name()
    {
        await Shop.OrderAsync("key");

        Assert.That(
            async () =>
                await Shop.Store.FindKeyAsync(TestedShop.Person.AccountId, "key", TestedShop.Pack, false, default),
            Throws.TypeOf<ProblemException>().With.Message.EqualTo("idempotency-key-reused")
        );
    }

    [Test]
    public async Task A_thousand_orders_of_one_account_keep_nobody_else_waiting()
    {
        var crowd = new AccountId("crowd");
        for (var i = 0; i < 1000; i++)
        {
            var subject = BillingSubject.Order(string.Create(null, $"o{i}"));
            await Shop.Index.AddOwnAsync(new(crowd, subject), FakePayPal.Start, default);
        }

        var other = new BillingIndex.Place(new AccountId("other"), BillingSubject.Order("z"));
        await Shop.Index.AddOwnAsync(other, FakePayPal.Start.AddMinutes(5), default);

        var due = await Shop.Index.DueAsync(FakePayPal.Start.AddHours(1), 200, default);

        Assert.That(due, Has.Count.EqualTo(200));
        Assert.That(due.Take(2).Select(d => d.Place), Does.Contain(other), "in the very next run");
    }
}
