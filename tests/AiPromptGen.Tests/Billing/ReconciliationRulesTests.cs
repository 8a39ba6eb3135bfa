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
}
