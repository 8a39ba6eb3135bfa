using AiPromptGen.Generations.Providers;
using CsCheck;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
internal sealed class RoutePauseRulesTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(5);

    private static readonly Gen<TimeSpan> Seconds = Gen.Double[0, 60].Select(TimeSpan.FromSeconds);

    [TestCase(0, 0.0, 250)]
    [TestCase(0, 1.0, 500)]
    [TestCase(1, 1.0, 1000)]
    [TestCase(4, 1.0, 8000)]
    [TestCase(10, 1.0, 20_000)]
    public void Pauses_double_up_to_the_longest(int retry, double chance, int milliseconds) =>
        Assert.That(RoutePauseRules.Before(retry, null, chance), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));

    [Test]
    public void A_route_is_not_asked_sooner_than_it_said() =>
        Gen.Select(Gen.Int[0, 5], Seconds, Gen.Double.Unit)
            .Sample(
                (retry, after, chance) =>
                    RoutePauseRules.Before(retry, after, chance) is var pause
                    && pause >= after
                    && pause <= after + RoutePauseRules.First,
                iter: 1000
            );

    [Test]
    public void No_pause_outlasts_the_generation() =>
        Gen.Select(Gen.Int[0, 5], Seconds.Nullable(), Seconds, Gen.Double.Unit)
            .Sample(
                (retry, after, left, chance) =>
                    !RoutePauseRules.MayRetry(retry, after, left, isLast: chance > 0.5)
                    || RoutePauseRules.Before(retry, after, chance) < left,
                iter: 1000
            );

    [TestCase(20, false, true)]
    [TestCase(21, false, false)]
    [TestCase(-5, false, true)]
    [TestCase(21, true, true)]
    [TestCase(299, true, true)]
    [TestCase(300, true, false)]
    public void Who_wants_a_long_pause_is_waited_for_where_nobody_else_is_left(
        int seconds,
        bool isLast,
        bool retried
    ) => Assert.That(RoutePauseRules.MayRetry(0, TimeSpan.FromSeconds(seconds), Enough, isLast), Is.EqualTo(retried));
}
