using AiPromptGen.Credits;
using AiPromptGen.Platform;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class CreditExpiryTests
{
    private static readonly DateTimeOffset End = Now.AddMinutes(10);
    private static readonly CreditAccount account = Account(
        Grant("plan", 10, CreditOrigin.Subscription, End),
        Grant("pack", 5, CreditOrigin.Purchase)
    );

    [TestCase(-1, 15)]
    [TestCase(0, 5)]
    [TestCase(1, 5)]
    public void Expiry_holds_when_read_without_any_sweep(int seconds, long available)
    {
        var now = End.AddSeconds(seconds);

        Assert.That(account.Available(now), Is.EqualTo(Amount(available)));
        Assert.That(
            CreditRules.Reserve(account, "r", Amount(6), Deadline, now) is ReserveResult.Reserved,
            Is.EqualTo(available >= 6)
        );
        Assert.That(account.Balance, Is.EqualTo(Amount(15)));
    }

    [Test]
    public void The_next_change_books_what_expired()
    {
        var change = CreditRules.Grant(account, Grant("gift", 1), End);

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Expiry -10 plan plan", "Grant 1 ref-gift gift" }));
        Assert.That(change.State.Balance, Is.EqualTo(Amount(6)));
        Assert.That(change.State.Lots.Select(lot => lot.Id), Is.EqualTo(new[] { "gift", "pack" }));
    }

    [Test]
    public void A_reserved_part_outlives_its_lot_and_can_be_charged()
    {
        var booked = Given.BookExpiry(account.Reserve("r", 4), End);

        var charged = CreditRules.Commit(booked.State, "r", Amount(4), End).Change();

        Assert.That(booked.Lines(), Is.EqualTo(new[] { "Expiry -6 plan plan" }));
        Assert.That(charged.Lines(), Is.EqualTo(new[] { "Charge -4 r plan" }));
        Assert.That(charged.State.Balance, Is.EqualTo(Amount(5)));
    }

    [Test]
    public void What_a_release_returns_to_an_expired_lot_is_booked_at_once()
    {
        var state = Given.BookExpiry(account.Reserve("r", 4), End).State;

        var change = CreditRules.Release(state, "r", End).Change();

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Expiry -4 plan plan" }));
        Assert.That(change.State.Balance, Is.EqualTo(Amount(5)));
    }

    [Test]
    public void Purchased_credits_without_an_expiry_never_expire()
    {
        var state = Given.BookExpiry(account, Now.AddYears(50)).State;

        Assert.That(state.Available(Now.AddYears(50)), Is.EqualTo(Amount(5)));
    }

    [Test]
    public void More_expiries_than_one_transaction_holds_are_booked_over_several_and_never_spendable()
    {
        var grants = Enumerable.Range(0, 40).Select(i => Grant($"g{i}", 1, expires: End.AddTicks(i)));
        var later = End.AddMinutes(1);

        var first = Given.BookExpiry(Account([.. grants]), later);
        var second = Given.BookExpiry(first.State, later);

        Assert.That(first.Entries, Has.Length.EqualTo(32));
        Assert.That(first.State.Available(later), Is.EqualTo(Amount(0)));
        Assert.That(second.Entries, Has.Length.EqualTo(8));
        Assert.That(second.State.Balance, Is.EqualTo(Amount(0)));
    }
}
