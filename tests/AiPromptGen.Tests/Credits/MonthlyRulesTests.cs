using AiPromptGen.Credits;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
[Property("Promise", "P11")]
public sealed class MonthlyRulesTests
{
    private static readonly DateTimeOffset LastMoment = new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero);

    [Test]
    public void They_are_spent_first_even_before_what_ends_sooner()
    {
        var plan = Given.Grant("plan", 10, CreditOrigin.Subscription, expires: Given.Now.AddDays(1));
        var account = Given.Account(plan, Given.Grant("gift", 10), MonthlyRules.GrantOf(7, Given.Now));

        var reserved = account.Reserve("r", 12);

        Assert.That(reserved.Draws("r"), Is.EqualTo(new[] { "monthly.202605:7", "plan:5" }));
    }

    [Test]
    public void They_end_with_the_month_by_UTC()
    {
        var grant = MonthlyRules.GrantOf(7, LastMoment);

        Assert.That(grant.Expires, Is.EqualTo(LastMoment.AddSeconds(1)));
        Assert.That(MonthlyRules.MonthOf(LastMoment.ToOffset(TimeSpan.FromHours(5))), Is.EqualTo("202612"));
        Assert.That(MonthlyRules.MonthOf(LastMoment.AddSeconds(1)), Is.EqualTo("202701"));
    }
}
