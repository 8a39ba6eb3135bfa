using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>A part of a sale was refunded, and the event is late or lost. Only that event names the refund of a sale.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
public sealed class LostRefundTests
{
    private static readonly DateTimeOffset RefundedAt = FakePayPal.Start.AddMonths(1).AddDays(2);

    private ShopData data = new();
    private FakePayPal payPal = new();
    private Shop shop = null!;
    private SubscriptionRecord plan = null!;

    [SetUp]
    public async Task Subscribe()
    {
        (data, payPal) = (new ShopData(), new FakePayPal());
        shop = new Shop(data, payPal);
        plan = await shop.SubscribeAsync("key");
        payPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        payPal.Sell(plan.ProviderId!, "S2", Shop.BasicPrice, FakePayPal.Start.AddMonths(1));
        await shop.SyncAsync(plan);
    }

    [Test]
    public async Task Until_its_event_is_known_a_person_is_told_and_nothing_is_guessed()
    {
        Refund("S1", "R1", 100);

        Assert.That((await shop.SyncAsync(plan))!.Parked, Is.EqualTo(PaymentRules.RefundUnknown));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));

        await shop.ApplyAsync(Event("R1"));
        Assert.That((await shop.SyncAsync(plan))!.Parked, Is.Null);
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90));
        Assert.That((await shop.PaymentAsync("S1")).RefundIds, Is.EqualTo("R1"));
        Assert.That((await shop.PaymentAsync("S2")).RefundIds, Is.Empty, "of another sale");
    }

    [Test]
    public async Task A_refund_that_PayPal_does_not_show_yet_is_asked_for_again_and_not_taken_for_applied()
    {
        Refund("S1", "R1", 100);
        payPal.Unseen.Add("R1");

        Assert.That(async () => await shop.ApplyAsync(Event("R1")), Throws.TypeOf<PaymentProviderException>());
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));

        payPal.Unseen.Clear();
        await shop.SyncAsync(plan);
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90), "its id was kept: any look finds it");
        Assert.That((await shop.ApplyAsync(Event("R1"))).Status, Is.EqualTo(EventStatus.Applied));
    }

    [Test]
    public async Task A_reversed_sale_is_found_by_its_refund_alone()
    {
        Refund("S1", "R1", 500);
        // PayPal's sample of PAYMENT.SALE.REVERSED names neither the sale nor the subscription nor any id of ours.
        var reversed = Event("R1") with
        {
            Type = "PAYMENT.SALE.REVERSED",
            PaymentId = null,
        };

        Assert.That((await shop.ApplyAsync(reversed)).Status, Is.EqualTo(EventStatus.Applied));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(50));
    }

    [Test]
    public async Task As_many_refunds_as_there_are_count()
    {
        for (var i = 0; i < 50; i++)
        {
            Refund("S1", $"R{i}", 10);
            await shop.ApplyAsync(Event($"R{i}"));
        }

        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(50));
        Assert.That((await shop.PaymentAsync("S1")).Refunded, Is.EqualTo(500));
    }

    [Test]
    public async Task Dying_at_any_write_of_the_repair_takes_the_credits_once([Values] bool after)
    {
        var deaths = 0;
        for (var write = 1; write <= 5; write++)
        {
            await Subscribe();
            Refund("S1", "R1", 100);
            try
            {
                var faults = new WriteFaults { DieAt = write, After = after };
                await new Shop(data, payPal, faults).ApplyAsync(Event("R1"));
            }
            catch (ProcessDiedException)
            {
                deaths++;
            }

            await shop.ApplyAsync(Event("R1"));
            Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90), $"write {write}");
            Assert.That((await shop.PaymentAsync("S1")).Moves, Is.EqualTo(1), $"write {write}");
            Assert.That(await shop.EndAsync(CancellationToken.None), Does.StartWith("90 owing 0"));
        }

        Assert.That(deaths, Is.GreaterThanOrEqualTo(2));
    }

    private void Refund(string sale, string id, long minor) => payPal.Refund(sale, id, minor, RefundedAt);

    private static WebhookEvent Event(string refundId) =>
        new()
        {
            Id = "WH-" + refundId,
            Type = "PAYMENT.SALE.REFUNDED",
            CreatedAt = FakePayPal.Start,
            PaymentId = "S1",
            RefundId = refundId,
        };
}
