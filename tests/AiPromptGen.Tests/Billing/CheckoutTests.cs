using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Platform.Identity;
using AiPromptGen.Tests.Support.Storage;

namespace AiPromptGen.Tests.Billing;

/// <summary>What can go wrong in a purchase, from the order to its credits.</summary>
[TestFixture]
[Property("Promise", "P18")]
public sealed class CheckoutTests
{
    private ShopData data = new();
    private FakePayPal payPal = new();
    private Shop shop = null!;

    [SetUp]
    public void Open()
    {
        (data, payPal) = (new ShopData(), new FakePayPal());
        shop = new Shop(data, payPal);
    }

    [Test]
    public async Task The_same_key_is_the_same_order_and_another_pack_under_it_is_refused()
    {
        var first = await shop.OrderAsync("key");

        Assert.That((await shop.OrderAsync("key")).Id, Is.EqualTo(first.Id));
        Assert.That(payPal.Orders, Has.Count.EqualTo(1));
        Assert.That(
            async () => await shop.Store.FindKeyAsync(Shop.Person.AccountId, "key", "other", true, default),
            Throws.TypeOf<ProblemException>().With.Message.EqualTo("idempotency-key-reused")
        );
    }

    [Test]
    public async Task Dying_at_any_write_of_an_order_leaves_a_key_that_makes_one_order([Values] bool after)
    {
        for (var write = 1; write <= 6; write++)
        {
            Open();
            var faults = new WriteFaults { DieAt = write, After = after };
            try
            {
                await new Shop(data, payPal, faults).OrderAsync("key");
            }
            catch (ProcessDiedException)
            {
                // A new process gets the repeated request.
            }

            var order = await shop.OrderAsync("key");
            payPal.Approve(order.ProviderId!);
            var result = await shop.OrderNowAsync(order);

            Assert.That(result.Status, Is.EqualTo(OrderStatus.Completed), $"write {write}");
            Assert.That(payPal.Orders, Has.Count.EqualTo(1), $"write {write}");
            Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100), $"write {write}");
        }
    }

    [Test]
    public async Task A_provider_that_is_down_is_asked_again_under_the_same_key()
    {
        payPal.IsDown = true;
        Assert.That(async () => await shop.OrderAsync("key"), Throws.TypeOf<PaymentProviderException>());

        payPal.IsDown = false;
        Assert.That((await shop.OrderAsync("key")).ProviderId, Is.Not.Null);
        Assert.That(payPal.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_decline_costs_nothing_and_another_instrument_may_follow()
    {
        var order = await shop.OrderAsync("key");
        payPal.Approve(order.ProviderId!);
        payPal.CaptureBecomes = null;

        Assert.That((await shop.OrderNowAsync(order)).Status, Is.EqualTo(OrderStatus.Declined));
        Assert.That((await shop.OrderNowAsync(order, asked: false)).Declines, Is.EqualTo(1), "no event tries again");

        payPal.CaptureBecomes = PaymentStatus.Completed;
        Assert.That((await shop.OrderNowAsync(order)).Status, Is.EqualTo(OrderStatus.Completed));
        Assert.That(payPal.Captures, Is.EqualTo(2));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    [Test]
    public async Task Another_accounts_order_is_not_there()
    {
        var other = new Caller(new AccountId("other"), null, []) { SignedInAt = FakePayPal.Start };
        var order = await shop.OrderAsync("key", other);
        payPal.Approve(order.ProviderId!);

        Assert.That(await shop.SyncAsync(order), Is.Null);
        Assert.That(payPal.Captures, Is.Zero);
    }

    [TestCase("0.01", "EUR")]
    [TestCase("9.99", "USD")]
    public async Task An_amount_or_currency_other_than_ours_is_parked_and_never_captured(string value, string currency)
    {
        var order = await shop.OrderAsync("key");
        var state = payPal.Orders[order.ProviderId!];
        payPal.Orders[order.ProviderId!] = state with { Amount = Money.Parse(value, currency) };
        payPal.Approve(order.ProviderId!);

        var outcome = await shop.ApplyAsync(Approved(order));

        Assert.That(outcome, Is.EqualTo(new EventResult(EventStatus.Parked, PurchaseRules.NotOurs)));
        Assert.That(payPal.Captures, Is.Zero);
        Assert.That((await shop.CreditsAsync()).Balance, Is.EqualTo(CreditAmount.Zero));
    }

    [Test]
    public async Task A_capture_of_another_amount_is_parked_and_grants_nothing()
    {
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        var state = payPal.Orders[order.ProviderId!];
        var less = state.Payments[0] with { Amount = new(1, "EUR") };
        payPal.Orders[order.ProviderId!] = state with { Payments = [less] };

        var result = await shop.SyncAsync(order);

        Assert.That(result!.Parked, Is.EqualTo(PaymentRules.AmountDiffers));
        Assert.That((await shop.CreditsAsync()).Balance, Is.EqualTo(CreditAmount.Zero));
    }

    [Test]
    public async Task A_capture_id_counts_once_whatever_order_it_turns_up_in()
    {
        var (first, second) = (await shop.OrderAsync("key"), await shop.OrderAsync("key2"));
        payPal.Capture(first.ProviderId!, "C-SAME");
        payPal.Capture(second.ProviderId!, "C-SAME");

        Assert.That((await shop.SyncAsync(first))!.Parked, Is.Null);
        Assert.That((await shop.SyncAsync(second))!.Parked, Is.EqualTo(PaymentRules.UsedTwice));
        Assert.That((await shop.CreditsAsync()).Balance.Value, Is.EqualTo(100));
    }

    [Test]
    public async Task What_is_spent_and_goes_back_is_owed_until_it_is_won()
    {
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        await SpendAsync(80);
        var payment = "C-" + order.ProviderId;

        payPal.Dispute(payment, "D1", Shop.PackPrice, DisputeStatus.Open, FakePayPal.Start.AddDays(1));
        await shop.ApplyAsync(Disputed(payment));
        var frozen = await shop.CreditsAsync();
        Assert.That((frozen.Balance.Value, frozen.Debt.Value), Is.EqualTo((0, 80)));

        payPal.Dispute(payment, "D1", Shop.PackPrice, DisputeStatus.Won, FakePayPal.Start.AddDays(1));
        await shop.ApplyAsync(Disputed(payment));
        var won = await shop.CreditsAsync();
        Assert.That((won.Balance.Value, won.Debt.Value), Is.EqualTo((20, 0)));
    }

    [Test]
    public async Task Money_of_nobody_we_know_is_parked()
    {
        var stranger = Event("PAYMENT.CAPTURE.COMPLETED") with { PaymentId = "C-STRANGE", CustomId = "somebody" };
        Assert.That(
            async () => await shop.ApplyAsync(stranger),
            Throws.TypeOf<PaymentProviderException>(),
            "PayPal does not show it yet"
        );
        payPal.Orders["O-STRANGE"] = new()
        {
            ProviderId = "O-STRANGE",
            Status = ProviderOrderStatus.Created,
            CustomId = "somebody",
            Amount = Shop.PackPrice,
        };
        payPal.Capture("O-STRANGE", "C-STRANGE");

        Assert.That(
            await shop.ApplyAsync(stranger),
            Is.EqualTo(new EventResult(EventStatus.Parked, PaymentEvents.SubjectUnknown))
        );
        Assert.That(
            (await shop.ApplyAsync(Event("IDENTITY.AUTHORIZATION-CONSENT.REVOKED"))).Status,
            Is.EqualTo(EventStatus.Ignored)
        );
    }

    [Test]
    public async Task Bought_credits_outlive_a_canceled_plan_and_its_periods_do_not()
    {
        var order = await shop.OrderAsync("key");
        payPal.Capture(order.ProviderId!);
        await shop.SyncAsync(order);
        var plan = await shop.SubscribeAsync("key2");
        payPal.Sell(plan.ProviderId!, "S1", Shop.BasicPrice, FakePayPal.Start);
        await payPal.CancelSubscriptionAsync(plan.ProviderId!, CancellationToken.None);
        await shop.SyncAsync(plan);

        Assert.That((await shop.CreditsAsync()).Available(FakePayPal.Start.AddDays(27)).Value, Is.EqualTo(150));
        Assert.That((await shop.CreditsAsync()).Available(FakePayPal.Start.AddDays(32)).Value, Is.EqualTo(100));
    }

    [Test]
    public async Task An_active_plan_that_owes_gets_no_credits()
    {
        var plan = await shop.SubscribeAsync("key");
        payPal.Subscriptions[plan.ProviderId!] = payPal.Subscriptions[plan.ProviderId!] with
        {
            Status = SubscriptionStatus.Active,
            HasOutstandingBalance = true,
        };

        var result = await shop.PlanNowAsync(plan);

        Assert.That(result.IsPastDue, Is.True);
        Assert.That((await shop.CreditsAsync()).Balance, Is.EqualTo(CreditAmount.Zero));
    }

    private async Task SpendAsync(long credits)
    {
        var (account, amount) = (Shop.Person.AccountId, new CreditAmount(credits));
        var request = new ReserveRequest
        {
            AccountId = account,
            ReservationId = "r1",
            Amount = amount,
            Deadline = FakePayPal.Start.AddHours(1),
        };
        await shop.Ledger.ReserveAsync(request, _ => [], CancellationToken.None);
        await shop.Ledger.CommitAsync(account, "r1", amount, _ => [], CancellationToken.None);
    }

    private static WebhookEvent Approved(OrderRecord order) =>
        Event("CHECKOUT.ORDER.APPROVED") with
        {
            OrderId = order.ProviderId,
            CustomId = order.Id,
        };

    private static WebhookEvent Disputed(string payment) =>
        Event("CUSTOMER.DISPUTE.UPDATED") with
        {
            DisputeId = "D1",
            PaymentId = payment,
        };

    private static WebhookEvent Event(string type) =>
        new()
        {
            Id = "WH-1",
            Type = type,
            CreatedAt = FakePayPal.Start,
        };
}
