using AiPromptGen.Platform.Storage;
using CsCheck;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
public sealed class DayTableRulesTests
{
    private const string Prefix = "audit";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_name_is_the_prefix_and_the_utc_day()
    {
        var late = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-2));

        var name = DayTableRules.Name(Prefix, DayTableRules.Day(late));

        Assert.That(name, Is.EqualTo("audit20260302"));
        Assert.That(DayTableRules.DayOf(Prefix, name), Is.EqualTo(new DateOnly(2026, 3, 2)));
    }

    [TestCase("auditnotes")]
    [TestCase("audit2026")]
    [TestCase("audit20261301")]
    [TestCase("audit20260230")]
    [TestCase("audit202603021")]
    [TestCase("audit2026030x")]
    [TestCase("Audit20260302")]
    [TestCase("inbox20260302")]
    [TestCase("audit")]
    public void A_foreign_name_is_not_ours(string name) => Assert.That(DayTableRules.DayOf(Prefix, name), Is.Null);

    [Test, Property("Promise", "P22")]
    public void No_row_gets_ninety_days_old_though_the_daily_run_is_a_day_late() =>
        Gen.Select(Gen.Int[0, 400 * 86_400], Gen.Int[0, 86_399], Gen.Int[0, 86_400])
            .Sample(
                (row, run, late) =>
                {
                    var written = Start.AddSeconds(row);
                    var day = DayTableRules.Day(written);
                    var dropped = Start.AddSeconds(run);
                    while (!DayTableRules.IsDue(day, dropped))
                    {
                        dropped = dropped.AddDays(1);
                    }

                    var age = dropped.AddSeconds(late) - written;
                    Assert.That(age, Is.LessThan(DayTableRules.Limit));
                    Assert.That(dropped - written, Is.GreaterThan(TimeSpan.FromDays(86)), "and not without need");
                },
                iter: 500
            );
}
