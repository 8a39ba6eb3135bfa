using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Billing;

/// <summary>Part of a sale went back, and the event that alone would name the refund never came.</summary>
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
        payPal.Subscriptions[plan.ProviderId!] = payPal.Subscriptions[plan.ProviderId!] with
        {
            Status = SubscriptionStatus.Active,
        };
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        payPal.Sell(plan.ProviderId!, "S2", Shop.BasicPrice, FakePayPal.Start.AddMonths(1));
        await shop.SyncAsync(plan);
    }

    [Test]
    public async Task One_reconciliation_finds_it()
    {
        Refund("S1", "R1", 100);
        Assert.That((await shop.SyncAsync(plan))!.Parked, Is.EqualTo(PaymentRules.RefundUnknown), "no search yet");

        var result = await shop.SyncAsync(plan, reconciling: true);

        Assert.That(result!.Parked, Is.Null);
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90));
        Assert.That((await shop.PaymentAsync("S1")).RefundIds, Is.EqualTo("R1"));
        Assert.That((await shop.PaymentAsync("S2")).RefundIds, Is.Empty, "of another sale");
    }

    [Test]
    public async Task A_second_one_is_found_though_the_first_is_known()
    {
        Refund("S1", "R1", 100);
        await shop.ApplyAsync(Event("R1"));
        Refund("S1", "R2", 150);
        await shop.SyncAsync(plan);
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90), "nobody told of the second");

        await shop.SyncAsync(plan, reconciling: true);

        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(75));
        await shop.ApplyAsync(Event("R2"));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(75), "its event, late");
    }

    [Test]
    public async Task What_the_report_does_not_show_yet_waits_and_is_found_later()
    {
        Refund("S1", "R1", 100);
        payPal.ReportDelay = TimeSpan.FromHours(3);
        payPal.Now = RefundedAt.AddHours(1);
        var early = await shop.SyncAsync(plan, reconciling: true);
        payPal.Now = RefundedAt.AddHours(3);
        var late = await shop.SyncAsync(plan, reconciling: true);

        Assert.That((early!.Parked, late!.Parked), Is.EqualTo((PaymentRules.RefundUnknown, (string?)null)));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(90));
    }

    [Test]
    public async Task Without_leave_to_search_it_stays_parked_for_a_person()
    {
        Refund("S1", "R1", 100);
        payPal.ReportDelay = null;

        Assert.That((await shop.SyncAsync(plan, reconciling: true))!.Parked, Is.EqualTo(PaymentRules.RefundUnknown));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    [Test]
    public async Task Dying_at_any_write_of_the_repair_takes_the_credits_once([Values] bool after)
    {
        var deaths = 0;
        for (var write = 1; write <= 5; write++)
        {
            await Subscribe();
            Refund("S1", "R1", 100);
            Refund("S2", "R2", 250);
            try
            {
                var faults = new WriteFaults { DieAt = write, After = after };
                await new Shop(data, payPal, faults).SyncAsync(plan, reconciling: true);
            }
            catch (ProcessDiedException)
            {
                deaths++;
            }

            await shop.SyncAsync(plan, reconciling: true);
            Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(65), $"write {write}");
            Assert.That((await shop.PaymentAsync("S1")).Moves, Is.EqualTo(1), $"write {write}");
            Assert.That(await shop.EndAsync(CancellationToken.None), Does.StartWith("65 owing 0"));
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
