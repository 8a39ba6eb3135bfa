using AiPromptGen.Billing;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
public sealed class ReconciliationRulesTests
{
    private static readonly DateTimeOffset Now = FakePayPal.Start;

    [TestCase(true, 0, ExpectedResult = 0.25)]
    [TestCase(true, 24, ExpectedResult = 6)]
    [TestCase(false, 24 * 10, ExpectedResult = 24)]
    [TestCase(true, 24 * 400, ExpectedResult = 24)]
    [TestCase(false, 24 * 100, ExpectedResult = 24 * 7)]
    [TestCase(false, 24 * 271, ExpectedResult = null)]
    public double? New_ones_are_looked_at_soon_and_old_ones_seldom(bool isOpen, int ageHours) =>
        (ReconciliationRules.NextCheck(isOpen, Now.AddHours(-ageHours), Now) - Now)?.TotalHours;

    [Test]
    public void A_plans_payment_is_told_by_its_amount_and_a_packs_is_its_own()
    {
        var (basic, large) = (new Terms("basic", 50, Shop.BasicPrice, 1), new Terms("large", 200, Shop.LargePrice, 1));
        var pack = new Terms("pack", 100, Shop.PackPrice, null);

        Assert.That(CatalogueRules.OfPayment([basic], [large], Shop.BasicPrice), Is.EqualTo(basic));
        Assert.That(CatalogueRules.OfPayment([basic], [large], Shop.LargePrice), Is.EqualTo(large));
        Assert.That(CatalogueRules.OfPayment([basic], [large], Shop.LargePrice with { Currency = "USD" }), Is.Null);
        Assert.That(CatalogueRules.OfPayment([pack], [large], Shop.LargePrice), Is.Null);
    }
}
