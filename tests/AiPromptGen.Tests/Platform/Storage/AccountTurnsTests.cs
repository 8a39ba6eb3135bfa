using AiPromptGen.Platform.Identity;
using AiPromptGen.Platform.Storage;

namespace AiPromptGen.Tests.Platform.Storage;

[TestFixture]
public sealed class AccountTurnsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Every_account_has_one_hour_of_the_day()
    {
        var turns = Enumerable.Range(0, 24).Select(hour => AccountTurns.At(Midnight.AddHours(hour))).ToList();
        string[] ids =
        [
            "a" + new string('0', 32),
            "a" + new string('f', 32),
            .. Enumerable.Range(0, 5000).Select(_ => AccountIds.From(Guid.NewGuid(), Guid.NewGuid()).Value),
        ];

        var taken = ids.Select(id =>
            turns.Count(t => string.CompareOrdinal(t.From, id) <= 0 && string.CompareOrdinal(id, t.End) < 0)
        );

        Assert.That(taken, Is.All.EqualTo(1));
    }

    [Test]
    public void An_hour_is_that_of_UTC() =>
        Assert.That(
            AccountTurns.At(new(2026, 3, 1, 1, 30, 0, TimeSpan.FromHours(2))),
            Is.EqualTo(AccountTurns.At(Midnight.AddHours(-1)))
        );
}
