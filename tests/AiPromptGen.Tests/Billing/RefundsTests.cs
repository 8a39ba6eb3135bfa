using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>Money that support gives back, and the credits that go with it.</summary>
[TestFixture]
[Property("Promise", "P16")]
public sealed class RefundsTests
{
    private ShopData data = new();
    private FakePayPal payPal = new();
    private Shop shop = null!;
    private string payment = "";

    [SetUp]
    public async Task Buy()
    {
        (data, payPal) = (new ShopData(), new FakePayPal());
        shop = new Shop(data, payPal);
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        payment = "C-" + order.ProviderId;
    }

    [Test]
    public async Task A_part_and_then_the_rest_go_back_with_their_credits()
    {
        var part = await RefundAsync("r1", 333);
        Assert.That((part.Problem, part.Record!.Amount.Minor), Is.EqualTo(((Problem?)null, 333)));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(67));

        var rest = await RefundAsync("r2", null);
        Assert.That((rest.Problem, rest.Record!.Amount.Minor), Is.EqualTo(((Problem?)null, 666)));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.Zero);
        Assert.That(
            (await RefundAsync("r3", null)).Problem,
            Is.EqualTo(BillingProblems.RefundTooMuch),
            "nothing is left"
        );
        Assert.That(await shop.EndAsync(CancellationToken.None), Is.Not.Empty);
    }

    [Test]
    public async Task Repeated_it_answers_the_same_and_refunds_once()
    {
        var first = await RefundAsync("r1", null);

        Assert.That(await RefundAsync("r1", null), Is.EqualTo(first));
        Assert.That(payPal.Refunds.Count(), Is.EqualTo(1));
    }

    [TestCase(334, "courtesy")]
    [TestCase(null, "courtesy")]
    [TestCase(333, "customer-request")]
    public async Task Another_order_under_the_same_id_is_refused(int? minor, string reason)
    {
        await RefundAsync("r1", 333);

        Assert.That((await RefundAsync("r1", minor, reason)).Problem, Is.EqualTo(IdempotencyHeader.Reused));
        Assert.That(payPal.Refunds.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Never_more_than_is_left_and_only_in_its_currency()
    {
        await RefundAsync("r1", 333);

        Assert.That((await RefundAsync("r2", 667)).Problem, Is.EqualTo(BillingProblems.RefundTooMuch));
        var dollars = new RefundOrder("r3", payment, new Money(1, "USD"), "courtesy");
        Assert.That(
            (await shop.Refunds.RefundAsync(Shop.Person.AccountId, dollars, CancellationToken.None)).Problem,
            Is.EqualTo(BillingProblems.AmountInvalid)
        );
        Assert.That(payPal.Refunds.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_accounts_payment_is_not_there()
    {
        var order = new RefundOrder("r1", payment, null, "courtesy");
        var other = await shop.Refunds.RefundAsync(new AccountId("other"), order, CancellationToken.None);
        var odd = await shop.Refunds.RefundAsync(
            Shop.Person.AccountId,
            order with
            {
                PaymentId = "../C-1",
            },
            CancellationToken.None
        );

        Assert.That(
            (other.Problem, odd.Problem),
            Is.EqualTo((BillingProblems.PaymentNotFound, BillingProblems.PaymentNotFound))
        );
        Assert.That(payPal.Refunds, Is.Empty);
    }

    [Test]
    public async Task A_provider_that_is_down_changes_nothing()
    {
        var before = await shop.EndAsync(CancellationToken.None);
        payPal.IsDown = true;

        Assert.That(async () => await RefundAsync("r1", null), Throws.TypeOf<PaymentProviderException>());
        Assert.That(await shop.EndAsync(CancellationToken.None), Is.EqualTo(before));
        Assert.That(data.Users.Rows.Keys.Select(k => k.Item2), Has.None.StartsWith("refund-"));
    }

    [Test]
    public async Task What_is_known_of_a_refund_is_answered_while_the_provider_is_down()
    {
        var first = await RefundAsync("r1", 333);
        payPal.RefusesRefunds = true;
        var refused = await RefundAsync("r2", 100);
        payPal.IsDown = true;

        Assert.That(await RefundAsync("r1", 333), Is.EqualTo(first));
        Assert.That(await RefundAsync("r2", 100), Is.EqualTo(refused));
        Assert.That(async () => await RefundAsync("r3", 100), Throws.TypeOf<PaymentProviderException>(), "a new one");
    }

    [Test]
    public async Task A_refund_whose_answer_was_lost_is_made_once_and_its_amount_stays()
    {
        payPal.LosesRefundAnswers = true;
        Assert.That(async () => await RefundAsync("r1", null), Throws.TypeOf<PaymentProviderException>());
        var id = payPal.Refunds.Single().Id;
        await shop.ApplyAsync(Event(id));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.Zero, "the event came first");

        payPal.LosesRefundAnswers = false;
        var again = await RefundAsync("r1", null);

        Assert.That((again.Problem, again.Record!.Amount), Is.EqualTo(((Problem?)null, Shop.PackPrice)));
        Assert.That(payPal.Refunds.Count(), Is.EqualTo(1));
        Assert.That((await shop.PaymentAsync(payment)).Moves, Is.EqualTo(1), "clawed back once");
    }

    [Test]
    public async Task A_lost_answer_is_not_asked_for_once_the_provider_has_forgotten()
    {
        payPal.LosesRefundAnswers = true;
        Assert.That(async () => await RefundAsync("r1", 333), Throws.TypeOf<PaymentProviderException>());
        payPal.LosesRefundAnswers = false;
        data.Time.Advance(RefundRules.RequestMemory);

        Assert.That((await RefundAsync("r1", 333)).Problem, Is.EqualTo(BillingProblems.RefundUnclear));
    }

    [Test]
    public async Task A_refusal_stays_one_under_its_key()
    {
        payPal.RefusesRefunds = true;
        Assert.That((await RefundAsync("r1", null)).Problem, Is.EqualTo(BillingProblems.RefundRefused));
        payPal.RefusesRefunds = false;

        Assert.That((await RefundAsync("r1", null)).Problem, Is.EqualTo(BillingProblems.RefundRefused));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
        Assert.That((await RefundAsync("r2", null)).Problem, Is.EqualTo((Problem?)null));
    }

    [TestCase(DisputeStatus.Open, "payment-disputed")]
    [TestCase(DisputeStatus.Lost, "payment-disputed")]
    [TestCase(DisputeStatus.Won, null)]
    public async Task While_a_dispute_decides_there_is_no_refund(object status, string? code)
    {
        payPal.Dispute(payment, "D1", Shop.PackPrice, (DisputeStatus)status, FakePayPal.Start.AddDays(1));
        await shop.ApplyAsync(Event(null) with { DisputeId = "D1" });

        Assert.That((await RefundAsync("r1", null)).Problem?.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Part_of_a_sale_goes_back_though_PayPal_lists_no_refund_of_it()
    {
        var plan = await shop.SubscribeAsync("plan");
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        await shop.SyncAsync(plan);
        payment = "S1";

        Assert.That((await RefundAsync("r1", 250)).Problem, Is.EqualTo((Problem?)null));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(125));
        Assert.That((await RefundAsync("r2", null)).Record!.Amount.Minor, Is.EqualTo(250));
    }

    [Test]
    public async Task What_is_pending_cannot_go_back()
    {
        payPal.CaptureBecomes = PaymentStatus.Pending;
        var order = await shop.OrderAsync("key2");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        payment = "C-" + order.ProviderId;

        Assert.That((await RefundAsync("r1", null)).Problem, Is.EqualTo(BillingProblems.NotPaid));
    }

    [Test]
    public async Task Dying_at_any_write_refunds_once_when_it_is_ordered_again([Values] bool after)
    {
        for (var write = 1; write <= 5; write++)
        {
            await Buy();
            try
            {
                var faulty = new Shop(data, payPal, new WriteFaults { DieAt = write, After = after });
                await RefundAsync("r1", 333, by: faulty);
            }
            catch (ProcessDiedException)
            {
                // A new process gets the repeated request.
            }

            Assert.That((await RefundAsync("r1", 333)).Problem, Is.EqualTo((Problem?)null), $"write {write}");
            Assert.That(payPal.Refunds.Count(), Is.EqualTo(1), $"write {write}");
            Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(67), $"write {write}");
        }
    }

    private Task<RefundResult> RefundAsync(string id, int? minor, string reason = "courtesy", Shop? by = null)
    {
        Money? asked = minor is { } some ? new Money(some, "EUR") : null;
        var order = new RefundOrder(id, payment, asked, reason);
        return (by ?? shop).Refunds.RefundAsync(Shop.Person.AccountId, order, CancellationToken.None);
    }

    private WebhookEvent Event(string? refundId) =>
        new()
        {
            Id = "WH-1",
            Type = "PAYMENT.CAPTURE.REFUNDED",
            CreatedAt = FakePayPal.Start,
            PaymentId = payment,
            RefundId = refundId,
        };
}
