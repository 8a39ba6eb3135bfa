using AiPromptGen.Credits;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class AloneRulesTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 31, 23, 59, 59, TimeSpan.Zero);

    [TestCase(null, 100, "202603:100")]
    [TestCase(null, 101, null)]
    [TestCase("202603:60", 40, "202603:100")]
    [TestCase("202603:60", 41, null)]
    [TestCase("202602:100", 100, "202603:100", TestName = "A_month_begins_anew")]
    [TestCase("202604:100", 1, null, TestName = "A_clock_that_is_behind_gives_no_second_month")]
    public void Credits_that_support_gives_alone_are_counted_by_month(string? before, int credits, string? expected)
    {
        var after = AloneRules.Give(before, credits, 100, March);

        Assert.That(after, Is.EqualTo(expected));
    }
}
