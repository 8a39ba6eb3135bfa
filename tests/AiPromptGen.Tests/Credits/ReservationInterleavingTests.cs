using AiPromptGen.Credits;

namespace AiPromptGen.Tests.Credits;

/// <summary>Everything that can end a reservation, in every order and with repetitions, before and after the deadline.</summary>
[TestFixture]
[Property("Promise", "P11")]
public sealed class ReservationInterleavingTests
{
    private static readonly Command[] endings =
    [
        new(Act.Commit, 1, 5, 0, 0, CreditOrigin.SignUp),
        new(Act.Release, 1, 0, 0, 0, CreditOrigin.SignUp),
        new(Act.Expire, 1, 0, 0, 0, CreditOrigin.SignUp),
        new(Act.Commit, 1, 3, 0, 0, CreditOrigin.SignUp),
    ];

    [Test]
    public void Whoever_comes_first_decides_and_nobody_after_changes_anything([Values(29, 30)] int seconds)
    {
        var seen = new HashSet<string>();
        foreach (var order in Orders([.. endings, .. endings]))
        {
            var model = new CreditModel();
            model.Apply(new(Act.Grant, 0, 20, 0, 0, CreditOrigin.SignUp), Given.Now);
            model.Apply(new(Act.Reserve, 1, 5, 0, 0, CreditOrigin.SignUp), Given.Now);
            foreach (var ending in order)
            {
                model.Apply(ending, Given.Now.AddSeconds(seconds));
            }

            var winner = order.First(ending => ending.Act != Act.Expire || seconds >= 30);
            var charged = winner.Act == Act.Commit ? winner.Amount : 0;
            Assert.That(model.Resolutions, Is.EqualTo(1));
            Assert.That(model.State.Open, Is.Empty);
            Assert.That(model.State.Balance.Value, Is.EqualTo(20 - charged));
            Assert.That(model.Entries.Sum(entry => entry.Amount), Is.EqualTo(20 - charged));
            seen.Add(model.Ended["r1"]);
        }

        Assert.That(seen, Has.Count.EqualTo(seconds >= 30 ? 4 : 3));
    }

    /// <summary>Every distinct order of a few items, some of which may be equal.</summary>
    private static IEnumerable<Command[]> Orders(Command[] items) =>
        items.Length == 0
            ?
            [
                [],
            ]
            : items
                .Distinct()
                .SelectMany(first =>
                {
                    var rest = items.ToList();
                    rest.Remove(first);
                    return Orders([.. rest]).Select(order => (Command[])[first, .. order]);
                });
}
