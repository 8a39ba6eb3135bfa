using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Billing;

/// <summary>What a payment bought is found by its amount alone, because PayPal does not say which plan a payment is for.</summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class SoldTests
{
    private static readonly Terms Basic = new("basic", 50, new(500, "EUR"), 1);
    private static readonly Terms Large = new("large", 200, new(1500, "EUR"), 1);
    private static readonly Terms Pack = new("pack", 100, new(999, "EUR"), null);

    [TestCase(500, ExpectedResult = "basic 50")]
    [TestCase(1000, ExpectedResult = "basic 100", Description = "a failed period is added to the next")]
    [TestCase(1500, ExpectedResult = "basic 150", Description = "three periods, not another plan of that price")]
    [TestCase(501, ExpectedResult = null)]
    [TestCase(250, ExpectedResult = null)]
    [TestCase(0, ExpectedResult = null)]
    [TestCase(500 * 25, ExpectedResult = null, Description = "PayPal suspends long before")]
    public string? Whole_periods_of_what_was_agreed_on(long minor) =>
        Told(ShopCatalogRules.OfPayment([Basic], null, Eur(minor)));

    [TestCase(1500, ExpectedResult = "large 200")]
    [TestCase(3000, ExpectedResult = "large 400")]
    [TestCase(500, ExpectedResult = "basic 50", Description = "billed before the change")]
    [TestCase(2000, ExpectedResult = "large 250", Description = "a failed period of the old plan, then one of the new")]
    [TestCase(2500, ExpectedResult = "large 300", Description = "two failed ones")]
    [TestCase(1000, ExpectedResult = "basic 100", Description = "of the old plan alone")]
    [TestCase(1700, ExpectedResult = null)]
    public string? After_a_change_of_plan_the_present_one_comes_first(long minor) =>
        Told(ShopCatalogRules.OfPayment([Large, Basic], null, Eur(minor)));

    [TestCase(999, ExpectedResult = "pack 100")]
    [TestCase(1998, ExpectedResult = null, Description = "a pack is paid once")]
    public string? A_pack_costs_its_price(long minor) => Told(ShopCatalogRules.OfPayment([Pack], null, Eur(minor)));

    [TestCase(595, ExpectedResult = "basic 50", Description = "19 % on top")]
    [TestCase(1190, ExpectedResult = "basic 100")]
    [TestCase(119, ExpectedResult = "basic 50", Description = "the trial")]
    [TestCase(238, ExpectedResult = "basic 0", Description = "the set-up fee alone")]
    [TestCase(357, ExpectedResult = "basic 50", Description = "set-up fee and trial")]
    [TestCase(833, ExpectedResult = "basic 50", Description = "set-up fee and a period")]
    [TestCase(714, ExpectedResult = "basic 50", Description = "PayPal's own price, where it differs from ours")]
    [TestCase(596, ExpectedResult = null)]
    public string? PayPals_own_plan_explains_tax_trial_and_fee(long minor)
    {
        var pricing = new PlanPricing(Eur(600), 1, [Eur(100)], true, Eur(200), 19, true);

        return Told(ShopCatalogRules.OfPayment([Basic], pricing, Eur(minor)));
    }

    [TestCase(500, ExpectedResult = "basic 50")]
    [TestCase(1000, ExpectedResult = "basic 50", Description = "not two periods")]
    [TestCase(1500, ExpectedResult = "basic 100", Description = "a failed one, with its fee")]
    public string? A_set_up_fee_of_the_price_of_a_period_is_no_period(long minor) =>
        Told(ShopCatalogRules.OfPayment([Basic], Priced(500, fee: 500), Eur(minor)));

    [TestCase(1000, ExpectedResult = "basic 50", Description = "not two periods of the old price")]
    [TestCase(2000, ExpectedResult = "basic 100")]
    [TestCase(1500, ExpectedResult = "basic 150", Description = "of the old price only")]
    public string? What_PayPal_bills_now_comes_before_several_periods_of_the_agreed_price(long minor) =>
        Told(ShopCatalogRules.OfPayment([Basic], Priced(1000), Eur(minor)));

    [TestCase(595, ExpectedResult = "basic 50")]
    [TestCase(1190, ExpectedResult = "basic 100")]
    [TestCase(1785, ExpectedResult = "large 200")]
    public string? A_late_payment_of_the_plan_before_may_have_tax_on_top(long minor) =>
        Told(ShopCatalogRules.OfPayment([Large, Basic], Priced(1500, tax: 19), Eur(minor)));

    [Test]
    public void Another_currency_is_nothing_we_sold()
    {
        var pricing = new PlanPricing(Eur(500), 1, [Eur(100)], true, Eur(200), 19, true);

        Assert.That(ShopCatalogRules.OfPayment([Large, Basic], pricing, new(500, "USD")), Is.Null);
    }

    [Test]
    public void The_start_up_check_tells_every_difference()
    {
        var same = new PlanPricing(Eur(500), 1, [], false, null, 0, true);
        var other = new PlanPricing(Eur(600), 12, [Eur(100)], true, Eur(200), 19, false);

        Assert.That(ShopCheckRules.Differences(Basic, same), Is.Empty);
        Assert.That(ShopCheckRules.Differences(Basic, other).Count(), Is.EqualTo(6));
        Assert.That(ShopCheckRules.Differences(Basic, null).Single(), Does.Contain("no such plan"));
    }

    private static PlanPricing Priced(long price, long? fee = null, decimal tax = 0) =>
        new(Eur(price), 1, [], false, fee is { } some ? Eur(some) : null, tax, true);

    private static Money Eur(long minor) => new(minor, "EUR");

    private static string? Told(Sold? sold) => sold is null ? null : $"{sold.ItemId} {sold.Credits}";
}
