using AiPromptGen.Credits;
using AiPromptGen.Platform;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class CreditRulesTests
{
    [Test]
    public void Reserving_lowers_available_but_not_the_balance()
    {
        var state = Account(Grant("a", 10)).Reserve("r", 4);

        Assert.That(state.Balance, Is.EqualTo(Amount(10)));
        Assert.That(state.Reserved, Is.EqualTo(Amount(4)));
        Assert.That(state.Available(Now), Is.EqualTo(Amount(6)));
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    [TestCase(0, true)]
    public void Reserving_needs_that_much_available(long amount, bool granted)
    {
        var decision = CreditRules.Reserve(Account(Grant("a", 10)), "r", new(amount), Deadline, Now);

        Assert.That(decision is ReserveResult.Reserved, Is.EqualTo(granted));
        if (!granted)
        {
            Assert.That(decision, Is.EqualTo(new ReserveResult.Insufficient(Amount(10))));
        }
    }

    [Test]
    public void Reserving_an_open_id_again_answers_with_what_is_open()
    {
        var state = Account(Grant("a", 10)).Reserve("r", 4);

        var again = CreditRules.Reserve(state, "r", Amount(9), Deadline, Now);

        Assert.That(again, Is.EqualTo(new ReserveResult.Reserved(state.Balance, state.Available(Now))));
    }

    [Test]
    public void Reserving_writes_no_entry()
    {
        var decision = CreditRules.Reserve(Account(Grant("a", 10)), "r", Amount(4), Deadline, Now);

        Assert.That(((ReserveResult.Reserved)decision).Change!.Entries, Is.Empty);
    }

    [Test]
    public void Draws_earliest_expiry_first_then_granted_before_purchased_then_oldest_then_id()
    {
        var state = Account(
            Grant("bought-late", 1, CreditOrigin.Purchase),
            Grant("free-b", 1, CreditOrigin.SignUp),
            Grant("free-a", 1),
            Grant("month", 1, CreditOrigin.Subscription, Now.AddDays(30)),
            Grant("bought-month", 1, CreditOrigin.Purchase, Now.AddDays(30)),
            Grant("week", 1, CreditOrigin.Purchase, Now.AddDays(7))
        );
        state = CreditRules.Grant(state, Grant("younger", 1), Now.AddMinutes(1)).State;

        var order = state.Reserve("r", 7, Now.AddMinutes(1)).Draws("r").Select(draw => draw.Split(':')[0]);

        Assert.That(
            order,
            Is.EqualTo(new[] { "week", "month", "bought-month", "free-a", "free-b", "younger", "bought-late" })
        );
    }

    [Test]
    public void Draws_only_what_others_have_not_reserved()
    {
        var state = Account(Grant("a", 5), Grant("b", 5)).Reserve("r1", 3).Reserve("r2", 4);

        Assert.That(state.Draws("r2"), Is.EqualTo(new[] { "a:2", "b:2" }));
    }

    [Test]
    public void Commit_charges_and_the_rest_returns_at_once()
    {
        var state = Account(Grant("a", 3), Grant("b", 7)).Reserve("r", 8);

        var change = CreditRules.Commit(state, "r", Amount(4), Now).Change();

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Charge -4 r" }));
        Assert.That(change.State.Balance, Is.EqualTo(Amount(6)));
        Assert.That(change.State.Available(Now), Is.EqualTo(Amount(6)));
        Assert.That(change.State.Left("a"), Is.Zero);
        Assert.That(change.State.Left("b"), Is.EqualTo(6));
    }

    [Test]
    public void A_charge_on_one_lot_names_it()
    {
        var state = Account(Grant("a", 3)).Reserve("r", 2);

        Assert.That(
            CreditRules.Commit(state, "r", Amount(2), Now).Change().Lines(),
            Is.EqualTo(new[] { "Charge -2 r a" })
        );
    }

    [Test]
    public void A_charge_of_nothing_writes_no_entry()
    {
        var state = Account(Grant("a", 3)).Reserve("r", 2);

        var change = CreditRules.Commit(state, "r", Amount(0), Now).Change();

        Assert.That(change.Entries, Is.Empty);
        Assert.That(change.State.Available(Now), Is.EqualTo(Amount(3)));
    }

    [Test]
    public void A_charge_beyond_the_reservation_throws() =>
        Assert.That(
            () => CreditRules.Commit(Account(Grant("a", 3)).Reserve("r", 2), "r", Amount(3), Now),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );

    [Test]
    [Property("Promise", "P15")]
    public void A_release_restores_every_lot()
    {
        var before = Account(Grant("a", 3), Grant("b", 7));

        var change = CreditRules.Release(before.Reserve("r", 8), "r", Now).Change();

        Assert.That(change.Entries, Is.Empty);
        Assert.That(change.State.Lots, Is.EqualTo(before.Lots));
        Assert.That(change.State.Available(Now), Is.EqualTo(Amount(10)));
    }

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    public void A_reservation_expires_from_its_deadline_on(int seconds, bool due)
    {
        var state = Account(Grant("a", 3)).Reserve("r", 2);

        var decision = CreditRules.Expire(state, "r", Deadline.AddSeconds(seconds));

        Assert.That(
            decision,
            due ? Is.TypeOf<ResolveResult.Resolved>() : Is.EqualTo(new ResolveResult.NotDue(Deadline))
        );
    }

    [Test]
    public void A_commit_after_the_deadline_still_counts_while_nobody_has_expired_it()
    {
        var state = Account(Grant("a", 3)).Reserve("r", 2);

        var change = CreditRules.Commit(state, "r", Amount(2), Deadline.AddDays(1)).Change();

        Assert.That(change.State.Balance, Is.EqualTo(Amount(1)));
    }

    [Test]
    public void A_reservation_that_is_not_open_cannot_end()
    {
        var state = Account(Grant("a", 3));

        Assert.That(CreditRules.Commit(state, "r", Amount(1), Now), Is.TypeOf<ResolveResult.NotFound>());
        Assert.That(CreditRules.Release(state, "r", Now), Is.TypeOf<ResolveResult.NotFound>());
        Assert.That(CreditRules.Expire(state, "r", Now), Is.TypeOf<ResolveResult.NotFound>());
    }

    [TestCase(CreditOrigin.SignUp, LedgerEntryType.Grant)]
    [TestCase(CreditOrigin.Goodwill, LedgerEntryType.Grant)]
    [TestCase(CreditOrigin.Purchase, LedgerEntryType.Purchase)]
    [TestCase(CreditOrigin.Subscription, LedgerEntryType.Subscription)]
    public void A_grant_posts_by_its_origin(CreditOrigin origin, LedgerEntryType type)
    {
        var entry = CreditRules.Grant(Account(Grant("a", 3)), Grant("b", 5, origin), Now).Entries.Single();

        Assert.That(
            entry,
            Is.EqualTo(
                new LedgerEntry
                {
                    Sequence = 2,
                    Type = type,
                    Amount = 5,
                    BalanceBefore = new(3),
                    BalanceAfter = new(8),
                    Reference = "ref-b",
                    LotId = "b",
                    At = Now,
                }
            )
        );
    }
}
