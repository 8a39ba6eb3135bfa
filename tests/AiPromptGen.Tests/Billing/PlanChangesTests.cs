using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>A change from one plan to another: the request, the buyer's consent at PayPal, and the next payment.</summary>
[TestFixture]
[Property("Promise", "P16"), Property("Promise", "P18")]
public sealed class PlanChangesTests
{
    private ShopData data = new();
    private FakePayPal payPal = new();
    private Shop shop = null!;
    private SubscriptionRecord plan = null!;

    [SetUp]
    public async Task Subscribe()
    {
        (data, payPal) = (new ShopData(), new FakePayPal());
        shop = new Shop(data, payPal);
        plan = await shop.SubscribeAsync("key");
        Become(SubscriptionStatus.Active);
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        await shop.SyncAsync(plan);
    }

    [Test]
    public async Task The_present_period_keeps_its_credits_and_the_next_payment_brings_the_new_plans()
    {
        var asked = await shop.ChangeAsync(plan.Id, "k1");
        Assert.That(asked.Problem, Is.Null);
        Assert.That(asked.ApproveUrl, Does.StartWith("https://www.paypal.com/"));
        Assert.That((await shop.PlanNowAsync(plan)).Plan, Is.EqualTo(Shop.Basic), "nothing yet");

        payPal.AgreeToRevision(plan.ProviderId!);
        Assert.That((await shop.PlanNowAsync(plan)).Plan, Is.EqualTo(Shop.Large));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(50), "no money, no credits");

        payPal.Sell(plan.ProviderId!, "S2", Shop.LargePrice, FakePayPal.Start.AddMonths(1));
        await shop.SyncAsync(plan);
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(250));
        Assert.That((await shop.PaymentAsync("S2")).ItemId, Is.EqualTo(Shop.Large));
    }

    [Test]
    public async Task A_wish_grants_nothing_that_PayPal_did_not_bill()
    {
        await shop.ChangeAsync(plan.Id, "k1");

        payPal.Sell(plan.ProviderId!, "S2", Shop.BasicPrice, FakePayPal.Start.AddMonths(1));
        await shop.SyncAsync(plan);

        Assert.That((await shop.PaymentAsync("S2")).ItemId, Is.EqualTo(Shop.Basic));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    /// <summary>
    /// PayPal's lists lag. A payment of the dearer plan that appears late must not be read as one for three periods of the cheaper plan.
    /// </summary>
    [TestCase(-10, "large 200", TestName = "{m}(renewed before it was asked for)")]
    [TestCase(10, "large 200", TestName = "{m}(renewed before it was agreed to)")]
    [TestCase(61 * 24 * 60, "basic 150", TestName = "{m}(two months missed afterwards)")]
    public async Task What_was_paid_before_a_change_and_shows_up_after_it_is_of_the_plan_of_then(
        int minutes,
        string sold
    )
    {
        payPal.RevisesWithoutConsent = true;
        await shop.ChangeAsync(plan.Id, "k1");
        data.Time.Advance(TimeSpan.FromDays(31));
        await shop.ChangeAsync(plan.Id, "k2", Shop.Basic);
        var paidAt = data.Time.GetUtcNow().AddMinutes(minutes);

        payPal.Sell(plan.ProviderId!, "S2", Shop.LargePrice, paidAt);
        await shop.SyncAsync(plan);

        var paid = await shop.PaymentAsync("S2");
        Assert.That($"{paid.ItemId} {paid.Credits}", Is.EqualTo(sold));
    }

    [Test]
    public async Task What_was_agreed_on_holds_though_the_catalog_changes_before_the_payment()
    {
        await shop.ChangeAsync(plan.Id, "k1");
        payPal.AgreeToRevision(plan.ProviderId!);
        payPal.Sell(plan.ProviderId!, "S2", Shop.LargePrice, FakePayPal.Start.AddMonths(1));

        await new Shop(data, payPal, largeCredits: 10).SyncAsync(plan);

        Assert.That((await shop.PaymentAsync("S2")).Credits, Is.EqualTo(200));
    }

    [Test]
    public async Task The_same_key_is_the_same_wish_until_it_holds_and_nothing_else()
    {
        var first = await shop.ChangeAsync(plan.Id, "k1");
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).ApproveUrl, Is.Not.Null);
        payPal.AgreeToRevision(plan.ProviderId!);

        Assert.That(first.ApproveUrl, Is.Not.Null);
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Subscription!.Plan, Is.EqualTo(Shop.Large));
        Assert.That(payPal.Revisions, Is.EqualTo(2), "not once it holds");
        Assert.That(async () => await shop.ChangeAsync(plan.Id, "k1", Shop.Basic), Throws.TypeOf<ProblemException>());
        Assert.That(async () => await shop.ChangeAsync(plan.Id, "key"), Throws.TypeOf<ProblemException>(), "a buyer's");
        Assert.That(async () => await shop.OrderAsync("k1"), Throws.TypeOf<ProblemException>(), "and not for a pack");
    }

    [Test]
    public async Task One_change_waits_for_consent_at_a_time_and_is_given_up_in_the_end()
    {
        await shop.ChangeAsync(plan.Id, "k1");

        Assert.That((await shop.ChangeAsync(plan.Id, "k2")).Problem, Is.EqualTo(BillingProblems.ChangePending));
        Assert.That((await shop.ChangeAsync(plan.Id, "k2", Shop.Basic)).Problem, Is.EqualTo(BillingProblems.SamePlan));
        data.Time.Advance(PlanChangeRules.ApprovalTime);
        Assert.That((await shop.ChangeAsync(plan.Id, "k2")).ApproveUrl, Is.Not.Null);
    }

    [TestCase(SubscriptionStatus.ApprovalPending)]
    [TestCase(SubscriptionStatus.Suspended)]
    [TestCase(SubscriptionStatus.Cancelled)]
    [TestCase(SubscriptionStatus.Expired)]
    public async Task Only_an_active_one_changes(object status)
    {
        Become((SubscriptionStatus)status);

        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.SubscriptionNotActive));
        Assert.That(payPal.Revisions, Is.Zero);
    }

    [Test]
    public async Task One_that_owes_pays_first()
    {
        Become(SubscriptionStatus.Active, owes: true);

        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.PastDue));
        Assert.That(payPal.Revisions, Is.Zero);
    }

    [Test]
    public async Task Another_accounts_or_a_parked_one_does_not_change()
    {
        var other = await shop.ChangeAsync(plan.Id, "k1", account: new AccountId("other"));
        payPal.Subscriptions[plan.ProviderId!] = payPal.Subscriptions[plan.ProviderId!] with { CustomId = "x" };

        Assert.That(other.Problem, Is.EqualTo(BillingProblems.SubscriptionNotFound));
        Assert.That((await shop.ChangeAsync(plan.Id, "k2")).Problem, Is.EqualTo(BillingProblems.Parked));
        Assert.That(
            (await shop.ChangeAsync("nothing", "k3")).Problem,
            Is.EqualTo(BillingProblems.SubscriptionNotFound)
        );
        Assert.That(payPal.Revisions, Is.Zero);
    }

    [Test]
    public async Task A_refusal_leaves_nothing_and_bars_no_other()
    {
        payPal.RefusesRevisions = true;
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.ChangeRefused));
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.ChangeRefused));
        payPal.RefusesRevisions = false;

        Assert.That((await shop.PlanNowAsync(plan)).Change, Is.Null);
        Assert.That((await shop.ChangeAsync(plan.Id, "k2")).ApproveUrl, Is.Not.Null);
    }

    [Test]
    public async Task Where_nobody_has_to_agree_it_holds_at_once()
    {
        payPal.RevisesWithoutConsent = true;

        var changed = await shop.ChangeAsync(plan.Id, "k1");

        Assert.That(changed.Subscription!.Plan, Is.EqualTo(Shop.Large));
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Subscription!.Plan, Is.EqualTo(Shop.Large));
        Assert.That(payPal.Revisions, Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_answer_is_asked_for_again_and_not_once_it_holds([Values] bool agreed)
    {
        payPal.LosesRevisionAnswers = true;
        Assert.That(async () => await shop.ChangeAsync(plan.Id, "k1"), Throws.TypeOf<PaymentProviderException>());
        payPal.LosesRevisionAnswers = false;
        if (agreed)
        {
            payPal.AgreeToRevision(plan.ProviderId!);
        }

        var again = await shop.ChangeAsync(plan.Id, "k1");

        Assert.That((again.Subscription is not null, again.ApproveUrl is not null), Is.EqualTo((agreed, !agreed)));
        Assert.That(payPal.Revisions, Is.EqualTo(agreed ? 1 : 2));
    }

    [Test]
    public async Task What_came_in_between_bars_a_change_whose_answer_was_lost()
    {
        payPal.LosesRevisionAnswers = true;
        Assert.That(async () => await shop.ChangeAsync(plan.Id, "k1"), Throws.TypeOf<PaymentProviderException>());
        payPal.LosesRevisionAnswers = false;

        Become(SubscriptionStatus.Active, owes: true);
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.PastDue));
        Become(SubscriptionStatus.Cancelled);
        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).Problem, Is.EqualTo(BillingProblems.SubscriptionNotActive));
        Become(SubscriptionStatus.Active);
        data.Time.Advance(PlanChangeRules.ApprovalTime);
        payPal.RefusesRevisions = true;
        Assert.That((await shop.ChangeAsync(plan.Id, "k2")).Problem, Is.EqualTo(BillingProblems.ChangeRefused));
        payPal.RefusesRevisions = false;
        Assert.That(payPal.Revisions, Is.EqualTo(2), "lost, refused");

        Assert.That((await shop.ChangeAsync(plan.Id, "k1")).ApproveUrl, Is.Not.Null, "anew");
        Assert.That((await shop.ChangeAsync(plan.Id, "k3")).Problem, Is.EqualTo(BillingProblems.ChangePending));
    }

    [Test]
    public async Task Dying_at_any_write_leaves_a_key_that_makes_one_change([Values] bool after, [Values] bool refused)
    {
        for (var write = 1; write <= 4; write++)
        {
            await Subscribe();
            payPal.RefusesRevisions = refused;
            try
            {
                var faulty = new Shop(data, payPal, new WriteFaults { DieAt = write, After = after });
                await faulty.ChangeAsync(plan.Id, "k1");
            }
            catch (ProcessDiedException)
            {
                // A new process gets the repeated request.
            }

            var again = await shop.ChangeAsync(plan.Id, "k1");
            Assert.That(again.Problem, Is.EqualTo(refused ? BillingProblems.ChangeRefused : null), $"write {write}");
            Assert.That((await shop.PlanNowAsync(plan)).Change is null, Is.EqualTo(refused), $"write {write}");
        }
    }

    private void Become(SubscriptionStatus status, bool owes = false)
    {
        var old = payPal.Subscriptions[plan.ProviderId!];
        payPal.Subscriptions[plan.ProviderId!] = old with { Status = status, HasOutstandingBalance = owes };
    }
}
