using AiPromptGen.Generations;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class SweepTurnRulesTests
{
    private const int Most = 10;
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Few_are_all_taken()
    {
        var waiting = Entries(10, minutes: 5);

        Assert.That(SweepTurnRules.Take(waiting, Now, Most), Is.EquivalentTo(waiting));
    }

    [Test]
    public void Of_many_each_gets_its_turn_within_a_few_runs()
    {
        var waiting = Entries(95, minutes: 5);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        for (var run = 0; run < 10; run++)
        {
            var taken = SweepTurnRules.Take(waiting, Now.AddMinutes(run), Most);
            Assert.That(taken.Select(e => e.GenerationId).Distinct().Count(), Is.EqualTo(Most));
            seen.UnionWith(taken.Select(e => e.GenerationId));
        }

        Assert.That(seen, Has.Count.GreaterThanOrEqualTo(90));
    }

    [TestCase(3, 3)]
    [TestCase(50, 5)]
    public void Those_past_their_deadline_come_first_and_leave_room(int due, int first)
    {
        var late = Entries(due, minutes: 61);

        var taken = SweepTurnRules.Take([.. Entries(50, minutes: 5), .. late], Now, Most);

        Assert.That(taken, Has.Count.EqualTo(Most));
        Assert.That(taken.Take(first), Is.SubsetOf(late));
        Assert.That(taken.Count(late.Contains), Is.EqualTo(first));
    }

    [Test]
    public void A_run_without_others_is_for_those_past_their_deadline() =>
        Assert.That(SweepTurnRules.Take(Entries(50, minutes: 61), Now, Most), Has.Count.EqualTo(Most));

    private static List<PendingGenerations.Entry> Entries(int count, int minutes) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new PendingGenerations.Entry(
                    new AccountId("a"),
                    $"{minutes}-{i}",
                    Now.AddMinutes(-minutes).AddSeconds(-i)
                )),
        ];
}
