using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Billing;

using TestedShop = Shop;

/// <summary>Disputes as PayPal documents them, and as they were seen; docs/payments.md names each.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
public sealed class DisputeTests : ShopTest
{
    [Test]
    public async Task A_dispute_that_PayPal_does_not_show_yet_is_asked_for_again()
    {
        var payment = await BoughtAsync();
        PayPal.Dispute(payment, "D1", TestedShop.PackPrice, DisputeStatus.Lost, FakePayPal.Start.AddDays(1));
        PayPal.Unseen.Add("D1");

        Assert.That(async () => await Shop.ApplyAsync(Disputed(payment)), Throws.TypeOf<PaymentProviderException>());
        PayPal.Unseen.Clear();
        await Shop.ApplyAsync(Disputed(payment));

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);
    }

    [TestCase(PaymentStatus.Completed)]
    [TestCase(PaymentStatus.PartiallyRefunded)]
    [TestCase(PaymentStatus.Pending)]
    public async Task A_dispute_freezes_what_it_disputes_whatever_the_payment_is_called(object name)
    {
        var payment = await BoughtAsync();
        PayPal.Dispute(payment, "D1", new(500, "EUR"), DisputeStatus.Open, FakePayPal.Start.AddDays(1));
        PayPal.Call(payment, (PaymentStatus)name);

        Assert.That((await Shop.ApplyAsync(Disputed(payment))).Status, Is.EqualTo(EventStatus.Applied));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(50));

        PayPal.Dispute(payment, "D1", new(500, "EUR"), DisputeStatus.Won, FakePayPal.Start.AddDays(1));
        PayPal.Call(payment, PaymentStatus.Completed);
        await Shop.ApplyAsync(Disputed(payment));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    [Test]
    public async Task What_PayPal_holds_back_after_it_was_paid_is_frozen_though_no_dispute_is_known()
    {
        var payment = await BoughtAsync();
        PayPal.Call(payment, PaymentStatus.Pending);
        await Shop.SyncAsync(PlacedAt(payment));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);

        PayPal.Call(payment, PaymentStatus.Completed);
        await Shop.SyncAsync(PlacedAt(payment));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    [Test]
    public async Task A_dispute_settled_for_a_part_takes_that_part()
    {
        var payment = await BoughtAsync();
        // For a lost dispute the gateway reads the amount that was paid back; see PayPalDocumentsTests.
        PayPal.Dispute(payment, "D1", new(250, "EUR"), DisputeStatus.Lost, FakePayPal.Start.AddDays(1));

        await Shop.ApplyAsync(Disputed(payment));

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(75));
    }

    [Test]
    public async Task A_dispute_that_names_the_payment_by_the_buyers_id_only_is_found_by_our_reference()
    {
        var payment = await BoughtAsync();
        PayPal.DisputeByBuyer(PlacedAt(payment).Id, "D1", TestedShop.PackPrice);

        var outcome = await Shop.ApplyAsync(Event("CUSTOMER.DISPUTE.CREATED") with { DisputeId = "D1" });

        Assert.That(outcome.Status, Is.EqualTo(EventStatus.Applied), outcome.Reason);
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);
    }

    /// <summary>A dispute lasts for weeks, so it is decided after the next period was paid.</summary>
    [TestCase(DisputeStatus.Lost, 50)]
    [TestCase(DisputeStatus.Won, 100)]
    public async Task A_dispute_that_names_no_payment_stays_with_the_one_it_was_opened_about(object end, int left)
    {
        var plan = await ActiveAsync();
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        await Shop.SyncAsync(plan);
        PayPal.DisputeByBuyer(plan.Id, "D1", TestedShop.BasicPrice);
        await Shop.ApplyAsync(Event("CUSTOMER.DISPUTE.CREATED") with { DisputeId = "D1" });
        PayPal.Sell(plan.ProviderId!, "S2", TestedShop.BasicPrice, FakePayPal.Start.AddMonths(1));
        await Shop.SyncAsync(plan);

        PayPal.DisputeByBuyer(plan.Id, "D1", TestedShop.BasicPrice, (DisputeStatus)end);
        await Shop.ApplyAsync(Event("CUSTOMER.DISPUTE.RESOLVED") with { DisputeId = "D1" });

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(left));
        Assert.That((await Shop.PaymentAsync("S2")).DisputeIds, Is.Empty);
    }

    [Test]
    public async Task A_dispute_about_payments_of_several_orders_freezes_each_of_them()
    {
        var other = new Caller(new AccountId("other"), null, []) { SignedInAt = FakePayPal.Start };
        OrderRecord[] orders =
        [
            await Shop.OrderAsync("k1"),
            await Shop.OrderAsync("k2"),
            await Shop.OrderAsync("k3", other),
        ];
        foreach (var order in orders)
        {
            PayPal.Capture(order.ProviderId!);
            var place = (await Shop.Index.FindAsync(order.Id, default))!;
            await Shop.Purchases.SyncAsync(place, asked: false, default);
        }

        var payments = orders.Select(o => "C-" + o.ProviderId).ToList();
        PayPal.DisputeAll(
            "D1",
            DisputeStatus.Open,
            [.. payments.Select(p => new DisputedPart(p, TestedShop.PackPrice))]
        );

        var outcome = await Shop.ApplyAsync(Disputed(payments[0]) with { CustomId = orders[0].Id });

        Assert.That(outcome.Status, Is.EqualTo(EventStatus.Applied), outcome.Reason);
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero, "both orders of the one");
        var others = (await Shop.Ledger.ReadAsync(other.AccountId, default))!.Credits;
        Assert.That((others.Balance.Value, others.Debt.Value), Is.EqualTo((0L, 0L)), "and that of the other");

        // A dispute settled for a part. How the part is spread over payments is tested in PayPalDocumentsTests.
        DisputedPart[] parts = [new(payments[0], new(333, "EUR")), new(payments[1], new(666, "EUR"))];
        PayPal.DisputeAll("D1", DisputeStatus.Lost, [.. parts, new(payments[2], new(0, "EUR"))]);
        await Shop.ApplyAsync(Disputed(payments[0]));

        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(67 + 34), "the part of each");
        others = (await Shop.Ledger.ReadAsync(other.AccountId, default))!.Credits;
        Assert.That(others.Balance.Value, Is.EqualTo(100), "that of the other came back");
    }

    [Test]
    public async Task Keys_that_may_not_read_disputes_stop_nothing_and_a_named_dispute_freezes_all()
    {
        PayPal.MayReadDisputes = false;
        var payment = await BoughtAsync();
        Assert.That((await Shop.SyncAsync(PlacedAt(payment)))!.Parked, Is.Null);
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));

        var outcome = await Shop.ApplyAsync(Disputed(payment));

        Assert.That(outcome, Is.EqualTo(new EventResult(EventStatus.Parked, PaymentRules.DisputeUnreadable)));
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.Zero);
        PayPal.MayReadDisputes = true;
        PayPal.Dispute(payment, "D1", new(500, "EUR"), DisputeStatus.Open, FakePayPal.Start.AddDays(1));
        Assert.That((await Shop.SyncAsync(PlacedAt(payment)))!.Parked, Is.Null);
        Assert.That((await Shop.CreditsAsync()).Balance.Value, Is.EqualTo(50), "as soon as they may");
    }
}
