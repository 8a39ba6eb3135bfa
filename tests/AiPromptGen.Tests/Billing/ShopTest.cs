using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Http;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Credits;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Http;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Billing;

using TestedShop = Shop;

/// <summary>A shop and a PayPal, with the steps that most tests of billing begin with.</summary>
public abstract class ShopTest
{
    private protected ShopData Data { get; private set; } = new();

    private protected FakePayPal PayPal { get; private set; } = new();

    private protected Shop Shop { get; private set; } = null!;

    [SetUp]
    public void Open()
    {
        (Data, PayPal) = (new ShopData(), new FakePayPal());
        Shop = new TestedShop(Data, PayPal);
    }

    private protected async Task<SubscriptionRecord> ActiveAsync()
    {
        var plan = await Shop.SubscribeAsync("plan");
        PayPal.Become(plan.ProviderId!, SubscriptionStatus.Active);
        await Shop.SyncAsync(plan);
        return plan;
    }

    /// <returns>The id of the capture.</returns>
    private protected async Task<string> BoughtAsync()
    {
        var order = await Shop.OrderAsync("pack");
        PayPal.Capture(order.ProviderId!);
        await Shop.SyncAsync(order);
        return "C-" + order.ProviderId;
    }

    private protected OrderRecord PlacedAt(string payment) =>
        new()
        {
            Id = PayPal.Orders.Values.Single(o => o.Payments.Any(p => p.Id == payment)).CustomId!,
            Terms = Shop.PacksAndPlans.Pack(TestedShop.Pack)!,
            Status = OrderStatus.Completed,
            CreatedAt = FakePayPal.Start,
        };

    private protected Task<RefundResult> RefundAsync(string payment, string id, long minor) =>
        Shop.Refunds.RefundAsync(
            TestedShop.Person.AccountId,
            new RefundOrder(id, payment, new Money(minor, "EUR"), "courtesy"),
            CancellationToken.None
        );

    private protected async Task SpendAsync(long credits)
    {
        var (account, amount) = (TestedShop.Person.AccountId, new CreditAmount(credits));
        var request = new ReserveRequest
        {
            AccountId = account,
            ReservationId = "r1",
            Amount = amount,
            Deadline = FakePayPal.Start.AddHours(1),
        };
        await Shop.Ledger.ReserveAsync(request, _ => [], CancellationToken.None);
        await Shop.Ledger.CommitAsync(account, "r1", amount, _ => [], CancellationToken.None);
    }

    private protected static WebhookEvent Refunded(string refund) =>
        Event("PAYMENT.SALE.REFUNDED") with
        {
            PaymentId = "S1",
            RefundId = refund,
        };

    private protected static WebhookEvent Disputed(string payment) =>
        Event("CUSTOMER.DISPUTE.CREATED") with
        {
            DisputeId = "D1",
            PaymentId = payment,
        };

    private protected static WebhookEvent Event(string type) =>
        new()
        {
            Id = "WH-1",
            Type = type,
            CreatedAt = FakePayPal.Start,
        };
}
