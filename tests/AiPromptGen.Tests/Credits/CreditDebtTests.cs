using AiPromptGen.Credits;
using AiPromptGen.Platform;
using static AiPromptGen.Tests.Credits.Given;

namespace AiPromptGen.Tests.Credits;

[TestFixture]
public sealed class CreditDebtTests
{
    [Test]
    public void A_clawback_takes_the_lots_rest_first_then_others_in_draw_order()
    {
        var state = Account(
            Grant("gift", 5, expires: Now.AddDays(1)),
            Grant("pack", 10, CreditOrigin.Purchase),
            Grant("sign-up", 5, CreditOrigin.SignUp)
        );

        var change = CreditRules.Clawback(state, Clawback("pack", 13), Now);

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Clawback -13 refund-1 pack" }));
        Assert.That(change.State.Left("pack"), Is.Zero);
        Assert.That(change.State.Left("gift"), Is.EqualTo(2));
        Assert.That(change.State.Left("sign-up"), Is.EqualTo(5));
    }

    [Test]
    public void A_clawback_of_missing_credits_becomes_debt_and_leaves_reservations_whole()
    {
        var change = CreditRules.Clawback(Account(Grant("pack", 10)).Reserve("r", 6), Clawback("pack", 10), Now);

        Assert.That(change.State.Balance, Is.EqualTo(Amount(6)));
        Assert.That(change.State.Debt, Is.EqualTo(Amount(6)));
        Assert.That(change.State.Available(Now), Is.EqualTo(Amount(0)));
        Assert.That(CreditRules.Commit(change.State, "r", Amount(6), Now), Is.TypeOf<ResolveResult.Resolved>());
    }

    [Test]
    public void A_clawback_that_finds_nothing_writes_no_entry()
    {
        var change = CreditRules.Clawback(CreditAccount.Empty, Clawback("pack", 10), Now);

        Assert.That(change.Entries, Is.Empty);
        Assert.That(change.State.Debt, Is.EqualTo(Amount(10)));
    }

    [TestCase(4, 0, 6)]
    [TestCase(10, 0, 0)]
    [TestCase(15, 5, 0)]
    public void The_next_grant_pays_the_debt_first(long amount, long balance, long debt)
    {
        var state = CreditRules.Clawback(CreditAccount.Empty, Clawback("pack", 10), Now).State;

        var change = CreditRules.Grant(state, Grant("new", amount), Now);

        Assert.That(
            change.Lines(),
            Is.EqualTo(new[] { $"Grant {amount} ref-new new", $"Clawback {balance - amount} ref-new new" })
        );
        Assert.That(change.State.Balance, Is.EqualTo(Amount(balance)));
        Assert.That(change.State.Debt, Is.EqualTo(Amount(debt)));
    }

    [Test]
    public void A_release_pays_the_debt_first()
    {
        var state = CreditRules.Clawback(Account(Grant("pack", 10)).Reserve("r", 6), Clawback("pack", 8), Now).State;

        var change = CreditRules.Release(state, "r", Now).Change();

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Clawback -4 r pack" }));
        Assert.That(change.State.Debt, Is.EqualTo(Amount(0)));
        Assert.That(change.State.Available(Now), Is.EqualTo(Amount(2)));
    }

    [Test]
    public void Credits_set_free_in_an_expired_lot_pay_the_debt_before_they_are_booked()
    {
        var state = Account(Grant("plan", 10, CreditOrigin.Subscription, Now.AddMinutes(1))).Reserve("r", 10);
        state = CreditRules.Clawback(state, Clawback("other", 4), Now).State;

        var change = CreditRules.Release(state, "r", Now.AddMinutes(2)).Change();

        Assert.That(change.Lines(), Is.EqualTo(new[] { "Clawback -4 r plan", "Expiry -6 plan plan" }));
        Assert.That(change.State.Debt, Is.EqualTo(Amount(0)));
    }

    [TestCase(3, 0, 1)]
    [TestCase(4, 0, 0)]
    [TestCase(10, 6, 0)]
    public void A_reinstatement_nets_the_debt_first(long amount, long balance, long debt)
    {
        var spent = CreditRules.Commit(Account(Grant("pack", 10)).Reserve("r", 4), "r", Amount(4), Now).Change().State;
        var state = CreditRules.Clawback(spent, Clawback("pack", 10), Now).State;

        var change = CreditRules.Reinstate(state, Reinstatement("pack", amount), Now);

        Assert.That(change.State.Balance, Is.EqualTo(Amount(balance)));
        Assert.That(change.State.Debt, Is.EqualTo(Amount(debt)));
        Assert.That(
            change.Lines(),
            Is.EqualTo(balance == 0 ? Array.Empty<string>() : [$"Reinstatement {balance} dispute-1 pack"])
        );
    }

    [Test]
    public void A_reinstatement_adds_to_its_lot_when_that_has_not_expired()
    {
        var state = CreditRules.Clawback(Account(Grant("pack", 10)), Clawback("pack", 4), Now).State;

        Assert.That(
            CreditRules.Reinstate(state, Reinstatement("pack", 4), Now).State.Lots,
            Is.EqualTo(Account(Grant("pack", 10)).Lots)
        );
    }

    [Test]
    public void Partial_refund_then_dispute_then_won_then_full_refund_nets_to_the_exact_credit()
    {
        var state = Account(Grant("gift", 7), Grant("pack", 500, CreditOrigin.Purchase));
        state = CreditRules.Clawback(state, Clawback("pack", 100), Now).State;
        state = CreditRules.Clawback(state, Clawback("pack", 400), Now).State;
        state = CreditRules.Reinstate(state, Reinstatement("pack", 400), Now).State;
        state = CreditRules.Clawback(state, Clawback("pack", 400), Now).State;

        Assert.That(state.Balance, Is.EqualTo(Amount(7)));
        Assert.That(state.Debt, Is.EqualTo(Amount(0)));
    }
}
