using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;

namespace AiPromptGen.Tests.Billing;

using TestedShop = Shop;

/// <summary>How long the credits of a period last when they come back after a dispute, and that nobody gets them, or pays for them, twice.</summary>
[TestFixture]
[Property("Promise", "P11"), Property("Promise", "P16")]
public sealed class FrozenPeriodTests : ShopTest
{
    private static readonly DateTimeOffset End = FakePayPal.Start.AddMonths(1);

    private SubscriptionRecord plan = null!;

    [SetUp]
    public async Task Pay()
    {
        plan = await ActiveAsync();
        PayPal.Sell(plan.ProviderId!, "S1", TestedShop.BasicPrice, FakePayPal.Start);
        await Shop.SyncAsync(plan);
    }

    [TestCase(20, Description = "while the period lasts")]
    [TestCase(90, Description = "after it")]
    public async Task A_period_that_was_frozen_goes_on_for_as_long_as_was_left_of_it(int days)
    {
        await AtAsync(10, DisputeStatus.Open);
        Assert.That(await AvailableAsync(), Is.Zero);

        await AtAsync(days, DisputeStatus.Won);

        var lot = (await Shop.CreditsAsync()).Lots.Single();
        Assert.That((lot.Remaining.Value, lot.Expires), Is.EqualTo((50, End.AddDays(days - 10))));
        await AtAsync(days + 60, DisputeStatus.Won);
        Assert.That(await AvailableAsync(), Is.Zero, "and no longer");
    }

    [Test]
    public async Task What_comes_back_to_a_part_that_stayed_ends_with_it()
    {
        await AtAsync(10, DisputeStatus.Open, 250);
        await AtAsync(20, DisputeStatus.Won, 250);

        var lot = (await Shop.CreditsAsync()).Lots.Single();
        Assert.That((lot.Remaining.Value, lot.Expires), Is.EqualTo((50, End)));
    }

    [Test]
    public async Task The_end_of_a_period_gives_nothing_back_while_a_half_of_it_is_frozen()
    {
        await AtAsync(10, DisputeStatus.Open, 250);
        Assert.That(await AvailableAsync(), Is.EqualTo(25));

        await AtAsync(40, DisputeStatus.Open, 250);
        Assert.That(await AvailableAsync(), Is.Zero, "a half has expired, the other is in dispute");
        Assert.That((await Shop.PaymentAsync("S1")).Clawed, Is.EqualTo(25));

        await AtAsync(45, DisputeStatus.Lost, 100);
        Assert.That(await AvailableAsync(), Is.EqualTo(15), "the buyer lost the dispute for the rest");
        await AtAsync(50, DisputeStatus.Won, 250);
        Assert.That(await AvailableAsync(), Is.EqualTo(25));
        Assert.That(
            (await Shop.CreditsAsync()).Lots.Single().Expires,
            Is.EqualTo(End.AddDays(35)),
            "with the part that is there"
        );

        await AtAsync(80, DisputeStatus.Won, 250);
        Assert.That(await AvailableAsync(), Is.Zero);
        PayPal.Refund("S1", "R1", 500, FakePayPal.Start.AddDays(80));
        await Shop.ApplyAsync(Refunded("R1"));
        Assert.That((await Shop.PaymentAsync("S1")).Clawed, Is.Zero, "all of it expired unused");
    }

    [Test]
    public async Task What_a_period_that_was_over_took_from_a_pack_comes_back_for_ever()
    {
        await SpendAsync(50);
        await BoughtAsync();
        await AtAsync(40, DisputeStatus.Open);
        Assert.That(await AvailableAsync(), Is.EqualTo(50), "of the pack");

        await AtAsync(50, DisputeStatus.Won);

        Assert.That((await Shop.CreditsAsync()).Lots.Select(l => l.Expires), Has.All.Null);
        Assert.That(await AvailableAsync(), Is.EqualTo(100));
    }

    /// <summary>On this day after the payment, gives the dispute this status and amount (in cents) at PayPal; the program reads them.</summary>
    private async Task AtAsync(int day, DisputeStatus status, long minor = 500)
    {
        Data.Time.SetUtcNow(FakePayPal.Start.AddDays(day));
        PayPal.Dispute("S1", "D1", new Money(minor, "EUR"), status, FakePayPal.Start.AddDays(10));
        await Shop.SyncAsync(plan);
        await Shop.SyncAsync(plan);
    }

    private async Task<long> AvailableAsync() => (await Shop.CreditsAsync()).Available(Data.Time.GetUtcNow()).Value;
}
