using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
public sealed class BillingErasureTests
{
    [Test, Property("Promise", "P16")]
    public async Task What_is_left_of_an_erased_account_names_nobody()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        var plan = await shop.SubscribeAsync("key2");

        for (var times = 0; times < 2; times++)
        {
            Assert.That(await shop.Erasure.EndAsync(Shop.Person.AccountId, null!, default), Is.True);
        }

        var kept = data.Invoices.Rows.Values.Single(row => row.PartitionKey != "unsettled");
        Assert.That(payPal.Cancelled, Has.Some.EqualTo(plan.ProviderId), "nothing is billed any more");
        Assert.That((kept.PartitionKey, kept.RowKey), Is.EqualTo(("202603", order.Id)));
        Assert.That(
            kept.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]),
            Is.EquivalentTo(new[] { "AmountMinor", "Currency", "RefundedMinor", "PaidAt" })
        );
        Assert.That(data.Index.Rows, Is.Empty, "no id of PayPal's leads to the account");
    }

    [Test, Property("Promise", "P16")]
    public async Task A_subscription_agreed_to_after_the_erasure_is_canceled_and_gives_back_what_it_took()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        await shop.EraseAsync();

        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        var outcome = await shop.ApplyAsync(Event("BILLING.SUBSCRIPTION.ACTIVATED", plan));

        Assert.That(outcome.Status, Is.EqualTo(EventStatus.Applied), outcome.Reason);
        Assert.That(payPal.Subscriptions[plan.ProviderId!].Status, Is.EqualTo(SubscriptionStatus.Cancelled));
        AssertGivenBack(data, payPal, 500);
    }

    [Test, Property("Promise", "P16")]
    public async Task A_payment_that_only_its_event_names_goes_back_while_the_list_lags()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        await shop.EraseAsync();
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        payPal.ListsLag = true;

        var sold = Event("PAYMENT.SALE.COMPLETED", plan) with { PaymentId = "S1" };
        Assert.That((await shop.ApplyAsync(sold)).Status, Is.EqualTo(EventStatus.Applied));

        AssertGivenBack(data, payPal, 500);
    }

    [Test, Property("Promise", "P16")]
    public async Task The_same_without_any_event_by_the_next_reconciliation()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        await shop.EraseAsync();
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);

        Assert.That(await shop.Erased.SettleAllAsync(default), Is.Zero);

        Assert.That(payPal.Subscriptions[plan.ProviderId!].Status, Is.EqualTo(SubscriptionStatus.Cancelled));
        AssertGivenBack(data, payPal, 500);
        data.Time.Advance(ErasedPurchases.Watched);
        await shop.Erased.SettleAllAsync(default);
        Assert.That(data.Invoices.Rows.Keys.Select(k => k.Item1), Has.None.EqualTo("unsettled"), "watched no longer");
    }

    [Test, Property("Promise", "P16")]
    public async Task While_an_account_is_erased_PayPal_captures_nothing_for_it()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var order = await shop.OrderAsync("key");
        payPal.Approve(order.ProviderId!);
        await CloseAsync(shop);

        Assert.That(async () => await shop.SyncAsync(order), Throws.TypeOf<ProblemException>());
        Assert.That(payPal.Captures, Is.Zero);
        Assert.That(async () => await shop.OrderAsync("key2"), Throws.TypeOf<ProblemException>());
    }

    [Test, Property("Promise", "P16")]
    public async Task A_payment_that_was_pending_goes_back_when_it_comes_after_the_erasure([Values] bool told)
    {
        var (data, payPal) = (new ShopData(), new FakePayPal { CaptureBecomes = PaymentStatus.Pending });
        var shop = new Shop(data, payPal);
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        await shop.EraseAsync();
        payPal.Settle(order.ProviderId!, PaymentStatus.Completed);

        if (told)
        {
            var completed = Event("PAYMENT.CAPTURE.COMPLETED", order) with { PaymentId = "C-" + order.ProviderId };
            Assert.That((await shop.ApplyAsync(completed)).Status, Is.EqualTo(EventStatus.Applied));
        }
        else
        {
            await shop.Erased.SettleAllAsync(default);
        }

        AssertGivenBack(data, payPal, 999);
    }

    /// <summary>The subscription is renewed and canceled and the account erased within the minutes by which PayPal's lists and events lag.</summary>
    [Test, Property("Promise", "P16")]
    public async Task The_last_payment_of_a_canceled_subscription_goes_back_when_it_shows_up_after_the_erasure(
        [Values] bool told
    )
    {
        var (data, payPal) = (new ShopData(), new FakePayPal());
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        await shop.SyncAsync(plan);
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Cancelled);
        await shop.SyncAsync(plan);
        await shop.EraseAsync();
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);

        if (told)
        {
            var sold = Event("PAYMENT.SALE.COMPLETED", plan) with { PaymentId = "S1" };
            Assert.That((await shop.ApplyAsync(sold)).Status, Is.EqualTo(EventStatus.Applied));
        }
        else
        {
            await shop.Erased.SettleAllAsync(default);
        }

        AssertGivenBack(data, payPal, 500);
    }

    [Test, Property("Promise", "P16")]
    public async Task What_PayPal_refuses_to_give_back_is_told_again_and_again()
    {
        var (data, payPal) = (new ShopData(), new FakePayPal { RefusesRefunds = true });
        var shop = new Shop(data, payPal);
        var plan = await shop.SubscribeAsync("key");
        await shop.EraseAsync();
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);

        Assert.That(await shop.Erased.SettleAllAsync(default), Is.EqualTo(1));
        data.Time.Advance(TimeSpan.FromDays(100));
        Assert.That(await shop.Erased.SettleAllAsync(default), Is.EqualTo(1), "however long");
    }

    /// <summary>
    /// The erasure dies at each of its writes and begins anew. The account has a plan that waits for consent, a paid pack and a pending one.
    /// </summary>
    [Test, Property("Promise", "P16")]
    public async Task Whenever_an_erasure_dies_no_id_outlives_it_and_no_money_stays_that_was_not_used(
        [Values] bool after
    )
    {
        var deaths = 0;
        for (var write = 1; write <= 14; write++)
        {
            var (data, payPal) = (new ShopData(), new FakePayPal());
            var shop = new Shop(data, payPal);
            var paid = await shop.OrderAsync("key1");
            payPal.Capture(paid.ProviderId!);
            await shop.SyncAsync(paid);
            var plan = await shop.SubscribeAsync("key2");
            payPal.CaptureBecomes = PaymentStatus.Pending;
            var pending = await shop.OrderAsync("key3");
            payPal.Capture(pending.ProviderId!);
            await shop.SyncAsync(pending);
            try
            {
                await new Shop(data, payPal, new WriteFaults { DieAt = write, After = after }).EraseAsync();
            }
            catch (ProcessDiedException)
            {
                deaths++;
            }

            payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
            payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
            await shop.EraseAsync();
            payPal.Settle(pending.ProviderId!, PaymentStatus.Completed);
            await shop.Erased.SettleAllAsync(default);

            Assert.That(data.Index.Rows, Is.Empty, $"write {write}");
            Assert.That(payPal.Refunds.Sum(r => r.Amount.Minor), Is.EqualTo(500 + 999), $"write {write}");
            Assert.That(data.Invoices.Rows.Keys.Count(k => k.Item1 == "202603"), Is.EqualTo(3), $"write {write}");
        }

        Assert.That(deaths, Is.GreaterThan(5));
    }

    [Test, Property("Promise", "P17")]
    public async Task With_paid_plans_off_nothing_is_on_sale_and_no_route_does_anything()
    {
        var options = new BillingOptions
        {
            Packs =
            {
                ["p"] = new()
                {
                    Credits = 1,
                    Price = "1",
                    Currency = "EUR",
                },
            },
        };
        var catalog = new ShopCatalog(Options.Create(options));
        var asked = false;
        var (index, invoices) = (
            new InMemoryTable(new(), StorageCalls.Plain),
            new InMemoryTable(new(), StorageCalls.Plain)
        );
        using var gate = new AiPromptGen.Billing.Http.BillingGate(
            catalog,
            new Business(
                catalog,
                new BillingIndex(index),
                new InvoiceArchive(invoices),
                Options.Create(new AiPromptGen.Billing.PayPal.PayPalOptions())
            ),
            Options.Create(options),
            TimeProvider.System
        );
        var answer = await gate.AnswerAsync(
            () =>
            {
                asked = true;
                return Task.FromResult(Results.Ok());
            },
            default
        );

        Assert.That(catalog.Packs, Is.Empty);
        Assert.That(asked, Is.False);
        Assert.That(answer, Is.TypeOf<AiPromptGen.Platform.Http.ProblemResult>());
    }

    private static void AssertGivenBack(ShopData data, FakePayPal payPal, long minor)
    {
        var receipt = data.Invoices.Rows.Values.Single(row => row.PartitionKey == "202603");
        Assert.That(payPal.Refunds.Sum(r => r.Amount.Minor), Is.EqualTo(minor));
        Assert.That(receipt.GetInt64("RefundedMinor"), Is.EqualTo(minor), "a receipt, though no credits came of it");
        Assert.That(data.Index.Rows, Is.Empty);
        Assert.That(data.Users.Rows, Is.Empty);
    }

    private static async Task CloseAsync(Shop shop)
    {
        var account = (await shop.Ledger.ReadAsync(Shop.Person.AccountId, default))!;
        await shop.Ledger.CloseAsync(account.Id, account.OpenedAt, default);
    }

    private static WebhookEvent Event(string type, PurchaseRecord purchase) =>
        new()
        {
            Id = "WH-1",
            Type = type,
            CreatedAt = FakePayPal.Start,
            CustomId = purchase.Id,
            SubscriptionId = purchase is SubscriptionRecord ? purchase.ProviderId : null,
        };
}
