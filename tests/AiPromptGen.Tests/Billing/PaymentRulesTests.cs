using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Credits;
using CsCheck;

namespace AiPromptGen.Tests.Billing;

[TestFixture]
[Property("Promise", "P16")]
public sealed class PaymentRulesTests
{
    private static readonly DateTimeOffset At = FakePayPal.Start;
    private static readonly Terms Pack = new("pack-100", 100, new(999, "EUR"), null);

    [TestCase(PaymentStatus.Pending)]
    [TestCase(PaymentStatus.Denied)]
    public void What_is_not_paid_grants_nothing(object status)
    {
        var decision = Decide(State((PaymentStatus)status));

        Assert.That(decision.Move, Is.Null);
        Assert.That(decision.Next.Credits, Is.Zero);
    }

    [Test]
    public void A_paid_pack_grants_its_credits_for_ever()
    {
        var decision = Decide(State(PaymentStatus.Completed));

        Assert.That(decision.Move, Is.EqualTo(Grant(100, null)));
        Assert.That(Decide(State(PaymentStatus.Completed), decision.Next).Move, Is.Null);
    }

    [Test]
    public void A_paid_period_grants_until_its_end()
    {
        var plan = new Sold(Pack.ItemId, Pack.Credits, 1);

        var decision = PaymentRules.Decide(plan, Record(), State(PaymentStatus.Completed), 0, At);

        Assert.That(decision.Move, Is.EqualTo(Grant(100, At.AddMonths(1))));
    }

    [Test]
    public void An_amount_that_we_never_asked_for_is_parked()
    {
        var decision = PaymentRules.Decide(null, Record(), State(PaymentStatus.Completed), 0, At);

        Assert.That(decision.Move, Is.Null);
        Assert.That(decision.Next.Parked, Is.EqualTo(PaymentRules.AmountDiffers));
    }

    [Test]
    public void A_refund_of_unknown_amount_waits()
    {
        var granted = Decide(State(PaymentStatus.Completed)).Next;

        var decision = Decide(State(PaymentStatus.PartiallyRefunded), granted);

        Assert.That(decision.Move, Is.Null);
        Assert.That(decision.Next.Parked, Is.EqualTo(PaymentRules.RefundUnknown));
    }

    [Test]
    public void What_was_denied_after_it_was_granted_goes_back()
    {
        var granted = Decide(State(PaymentStatus.Completed)).Next;

        Assert.That(ByOf(Decide(State(PaymentStatus.Denied), granted)), Is.EqualTo(100));
    }

    [Test]
    public void Refund_dispute_won_and_full_refund_net_to_the_exact_credit()
    {
        var record = Decide(State(PaymentStatus.Completed)).Next;
        var state = State(PaymentStatus.PartiallyRefunded) with { Refunds = [Refund("R1", 333, 1)] };
        record = Moved(state, record, 33);

        state = state with { Disputes = [Dispute(666, DisputeStatus.Open)] };
        record = Moved(state, record, 67);
        Assert.That(record.Clawed, Is.EqualTo(100));

        state = state with { Disputes = [Dispute(666, DisputeStatus.Won)] };
        record = Moved(state, record, -67);

        state = state with { Status = PaymentStatus.Refunded, Refunds = [.. state.Refunds, Refund("R2", 666, 9)] };
        record = Moved(state, record, 67);
        Assert.That((record.Credits, record.Clawed, record.Moves), Is.EqualTo((100, 100, 4)));
    }

    [TestCase(DisputeStatus.Open, 700, 0, ExpectedResult = 700)]
    [TestCase(DisputeStatus.Lost, 700, 0, ExpectedResult = 700)]
    [TestCase(DisputeStatus.Won, 700, 0, ExpectedResult = 0)]
    [TestCase(DisputeStatus.Lost, 700, 700, ExpectedResult = 700, Description = "the reversal pays the dispute")]
    [TestCase(DisputeStatus.Lost, 200, 300, ExpectedResult = 300, Description = "and what is more counts")]
    [TestCase(DisputeStatus.Won, 700, 999, ExpectedResult = 999)]
    [TestCase(DisputeStatus.Open, 2000, 500, ExpectedResult = 999, Description = "never more than was paid")]
    public long Money_that_goes_back_once_counts_once(object status, long disputed, long refundedLater)
    {
        var state = State(PaymentStatus.PartiallyRefunded) with
        {
            Disputes = [Dispute(disputed, (DisputeStatus)status)],
            Refunds = refundedLater == 0 ? [] : [Refund("R1", refundedLater, 8)],
        };

        return PaymentRules.Gone(state);
    }

    [Test]
    public void A_dispute_in_another_currency_freezes_all()
    {
        var dispute = Dispute(5, DisputeStatus.Open) with { Amount = new(5, "USD") };

        Assert.That(PaymentRules.Gone(State(PaymentStatus.Completed) with { Disputes = [dispute] }), Is.EqualTo(999));
    }

    [Test]
    public void Every_history_claws_back_between_nothing_and_all()
    {
        var part = Gen.Select(Gen.Long[1, 1200], Gen.Int[0, 9], Gen.Bool);
        part.Array[0, 6]
            .Sample(
                parts =>
                {
                    var state = State(PaymentStatus.PartiallyRefunded) with
                    {
                        Refunds = [.. parts.Where(p => p.Item3).Select(p => Refund("R", p.Item1, p.Item2))],
                        Disputes =
                        [
                            .. parts.Where(p => !p.Item3).Select(p => Dispute(p.Item1, (DisputeStatus)(p.Item2 % 4))),
                        ],
                    };
                    var record = Decide(State(PaymentStatus.Completed)).Next;
                    var next = Decide(state, record).Next;

                    return next.Clawed is >= 0 and <= 100 && Decide(state, next).Move is null;
                },
                iter: 2000
            );
    }

    private static PaymentRecord Moved(PaymentState state, PaymentRecord record, long expected)
    {
        var decision = Decide(state, record);
        Assert.That(ByOf(decision), Is.EqualTo(expected));
        Assert.That(Decide(state, decision.Next).Move, Is.Null, "once");
        return decision.Next;
    }

    private static PaymentResult Decide(PaymentState state, PaymentRecord? record = null) =>
        PaymentRules.Decide(new Sold(Pack.ItemId, Pack.Credits, null), record ?? Record(), state, 0, At);

    /// <returns>How many credits are taken back; negative when they are given again.</returns>
    private static long ByOf(PaymentResult decision) =>
        decision.Move switch
        {
            Clawback clawback => clawback.Amount.Value,
            Reinstatement back => -back.Amount.Value,
            _ => 0,
        };

    private static Grant Grant(long credits, DateTimeOffset? expires) =>
        new()
        {
            Id = "paypal.C1",
            Origin = CreditOrigin.Purchase,
            Amount = new(credits),
            Expires = expires,
            Reference = "C1",
        };

    private static PaymentRecord Record() =>
        new()
        {
            Id = "C1",
            Subject = BillingSubject.Order("o1"),
            ItemId = Pack.ItemId,
            Amount = Pack.Price,
            Status = PaymentStatus.Completed,
            PaidAt = At,
        };

    private static PaymentState State(PaymentStatus status) =>
        new()
        {
            Id = "C1",
            Status = status,
            Amount = Pack.Price,
            At = At,
        };

    private static RefundState Refund(string id, long minor, int hours) =>
        new(id, "C1", true, new(minor, "EUR"), At.AddHours(hours));

    private static DisputeState Dispute(long minor, DisputeStatus status) =>
        new("D1", [], null, status, new(minor, "EUR"), At.AddHours(5));
}
