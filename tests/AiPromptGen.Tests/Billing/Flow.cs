using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Billing;

/// <summary>Something that happens at PayPal, and the event that reports it.</summary>
/// <param name="Happen">Makes it happen, given PayPal's id of the order or subscription. Calling it again changes nothing.</param>
/// <param name="EventOf">Makes the event, given PayPal's id of the order or subscription.</param>
internal sealed record Step(string Type, Action<FakePayPal, string> Happen, Func<string, WebhookEvent> EventOf)
{
    /// <summary>What the person asks the shop for just before, given our id of the subscription; null for nothing.</summary>
    public Func<Shop, string, Task>? Ask { get; init; }
}

/// <summary>What happens to one order or subscription, in PayPal's own order.</summary>
/// <param name="IsOrder">Whether it is an order; else it is a subscription.</param>
/// <param name="Balance">The account's credits in the end.</param>
internal sealed record Flow(string Name, bool IsOrder, long Balance, params IReadOnlyList<Step> Steps)
{
    private const string Sale1 = "SALE1";
    private const string Sale2 = "SALE2";

    public PaymentStatus CaptureBecomes { get; init; } = PaymentStatus.Completed;

    /// <summary>The reason why a person has to look at the purchase in the end; null when nobody has to.</summary>
    public string? Parked { get; init; }

    /// <summary>Whether the list of a subscription's payments stays empty, so that the program knows only the payments that events name.</summary>
    public bool ListsLag { get; init; }

    public static readonly IReadOnlyList<Flow> All =
    [
        .. Documented,
        new(
            "pack disputed, settled for a part",
            true,
            70,
            Approved(),
            Captured(),
            Dispute("CREATED", 999, DisputeStatus.Open),
            Dispute("RESOLVED", 300, DisputeStatus.Lost),
            Refund("R1", 300, 9, "PAYMENT.CAPTURE.REVERSED")
        ),
        new(
            "pack disputed, called pending, won",
            true,
            100,
            Approved(),
            Captured(),
            Called(PaymentStatus.Pending, DisputeStatus.Open),
            Called(PaymentStatus.Completed, DisputeStatus.Won)
        ),
        new(
            "pack disputed, called partially refunded, won",
            true,
            100,
            Approved(),
            Captured(),
            Called(PaymentStatus.PartiallyRefunded, DisputeStatus.Open),
            Called(PaymentStatus.Completed, DisputeStatus.Won)
        ),
        new(
            "plan missed a month, paid both",
            false,
            150,
            Status("ACTIVATED", SubscriptionStatus.Active),
            Sale(Sale1, Shop.BasicPrice, 0),
            Status("PAYMENT.FAILED", SubscriptionStatus.Active, owes: true),
            Sale(Sale2, new(1000, "EUR"), 2)
        ),
        new(
            "plan, its list of payments lags",
            false,
            75,
            Status("ACTIVATED", SubscriptionStatus.Active),
            Sale(Sale1, Shop.BasicPrice, 0),
            Sale(Sale2, Shop.BasicPrice, 1),
            SaleRefund(Sale1, "R1", 250)
        )
        {
            ListsLag = true,
        },
    ];

    private static IEnumerable<Flow> Documented =>
        [
            new(
                "pack",
                true,
                100,
                Approved(),
                Captured(),
                Step("CHECKOUT.ORDER.COMPLETED", (p, o) => p.Capture(o), Order)
            ),
            new("pack pending, completed", true, 100, Approved(), Pending(), Settled(PaymentStatus.Completed))
            {
                CaptureBecomes = PaymentStatus.Pending,
            },
            new("pack pending, denied", true, 0, Approved(), Pending(), Settled(PaymentStatus.Denied))
            {
                CaptureBecomes = PaymentStatus.Pending,
            },
            new("pack refunded in parts", true, 0, Approved(), Captured(), Refund("R1", 400, 1), Refund("R2", 599, 2)),
            new(
                "pack refunded, disputed, won, refunded",
                true,
                0,
                Approved(),
                Captured(),
                Refund("R1", 300, 1),
                Dispute("CREATED", 699, DisputeStatus.Open),
                Dispute("UPDATED", 699, DisputeStatus.Open),
                Dispute("RESOLVED", 699, DisputeStatus.Won),
                Refund("R2", 699, 9)
            ),
            new(
                "pack refunded, disputed, lost",
                true,
                71,
                Approved(),
                Captured(),
                Refund("R1", 100, 1),
                Dispute("CREATED", 199, DisputeStatus.Open),
                Dispute("RESOLVED", 199, DisputeStatus.Lost),
                Refund("R2", 199, 9, "PAYMENT.CAPTURE.REVERSED")
            ),
            new(
                "plan renewed, failed, suspended, cancelled",
                false,
                100,
                Status("CREATED", SubscriptionStatus.ApprovalPending),
                Status("ACTIVATED", SubscriptionStatus.Active),
                Sale(Sale1, Shop.BasicPrice, 0),
                Sale(Sale2, Shop.BasicPrice, 1),
                Status("PAYMENT.FAILED", SubscriptionStatus.Active, owes: true),
                Status("SUSPENDED", SubscriptionStatus.Suspended, owes: true),
                Status("CANCELLED", SubscriptionStatus.Cancelled)
            ),
            new(
                "plan changed, refunded, expired",
                false,
                150,
                Status("ACTIVATED", SubscriptionStatus.Active),
                Sale(Sale1, Shop.BasicPrice, 0),
                Step("BILLING.SUBSCRIPTION.UPDATED", (p, s) => Change(p, s, c => c with { PlanId = "P-LARGE" }), Plan),
                Sale(Sale2, Shop.LargePrice, 1),
                SaleRefund(Sale1, "R1", 500),
                SaleRefund(Sale2, "R2", 375),
                Status("EXPIRED", SubscriptionStatus.Expired)
            ),
            new(
                "plan change, agreed to",
                false,
                225,
                Status("ACTIVATED", SubscriptionStatus.Active),
                Sale(Sale1, Shop.BasicPrice, 0),
                Step("BILLING.SUBSCRIPTION.UPDATED", (p, s) => p.AgreeToRevision(s), Plan) with
                {
                    Ask = Change,
                },
                Sale(Sale2, Shop.LargePrice, 1),
                SaleRefund(Sale1, "R1", 250)
            ),
            new(
                "plan change, not agreed to",
                false,
                100,
                Status("ACTIVATED", SubscriptionStatus.Active),
                Sale(Sale1, Shop.BasicPrice, 0),
                Status("UPDATED", SubscriptionStatus.Active) with
                {
                    Ask = Change,
                },
                Sale(Sale2, Shop.BasicPrice, 1),
                Status("CANCELLED", SubscriptionStatus.Cancelled)
            ),
            new(
                "plan change, back again, cancelled",
                false,
                300,
                Status("ACTIVATED", SubscriptionStatus.Active),
                Sale(Sale1, Shop.BasicPrice, 0),
                Step("BILLING.SUBSCRIPTION.UPDATED 1", (p, s) => p.AgreeToRevision(s), Plan) with
                {
                    Ask = Change,
                },
                Sale(Sale2, Shop.LargePrice, 1),
                Step("BILLING.SUBSCRIPTION.UPDATED 2", (p, s) => p.AgreeToRevision(s), Plan) with
                {
                    Ask = ChangeBack,
                },
                Sale("SALE3", Shop.BasicPrice, 2),
                Status("CANCELLED", SubscriptionStatus.Cancelled)
            ),
        ];

    private static Task Change(Shop shop, string id) => ChangeAsync(shop, id, "change", Shop.Large);

    private static Task ChangeBack(Shop shop, string id) => ChangeAsync(shop, id, "change-back", Shop.Basic);

    private static async Task ChangeAsync(Shop shop, string id, string key, string plan)
    {
        var answer = await shop.ChangeAsync(id, key, plan);
        Assert.That(answer.Problem, Is.Null);
    }

    public override string ToString() => Name;

    private static Step Step(
        string type,
        Action<FakePayPal, string> happen,
        Func<WebhookEvent, string, WebhookEvent> of
    ) => new(type, happen, id => of(Event(type), id));

    private static WebhookEvent Event(string type) =>
        new()
        {
            Id = "WH-" + type,
            Type = type,
            CreatedAt = FakePayPal.Start,
        };

    private static WebhookEvent Order(WebhookEvent e, string id) => e with { OrderId = id, CustomId = id[2..] };

    private static WebhookEvent Plan(WebhookEvent e, string id) => e with { SubscriptionId = id, CustomId = id[2..] };

    private static WebhookEvent Payment(WebhookEvent e, string id) => e with { PaymentId = "C-" + id };

    private static Step Approved() => Step("CHECKOUT.ORDER.APPROVED", (p, o) => p.Approve(o), Order);

    private static Step Captured() => Step("PAYMENT.CAPTURE.COMPLETED", (p, o) => p.Capture(o), Payment);

    private static Step Pending() => Step("PAYMENT.CAPTURE.PENDING", (p, o) => p.Capture(o), Payment);

    private static Step Settled(PaymentStatus status) =>
        Step($"PAYMENT.CAPTURE.{status}", (p, o) => p.Settle(o, status), Payment);

    private static Step Refund(string refund, long minor, int hours, string type = "PAYMENT.CAPTURE.REFUNDED") =>
        Step(
            type,
            (p, o) => p.Refund("C-" + o, refund, minor, FakePayPal.Start.AddHours(hours)),
            (e, id) => Payment(e, id) with { RefundId = refund }
        );

    private static Step Dispute(string type, long minor, DisputeStatus status) =>
        Step(
            $"CUSTOMER.DISPUTE.{type}",
            (p, o) => p.Dispute("C-" + o, "PP-D-1", new(minor, "EUR"), status, FakePayPal.Start.AddHours(5)),
            (e, id) => Payment(e, id) with { DisputeId = "PP-D-1" }
        );

    /// <summary>What PayPal calls a capture while it is disputed.</summary>
    private static Step Called(PaymentStatus name, DisputeStatus status) =>
        Step(
            $"CUSTOMER.DISPUTE.{status}",
            (p, o) =>
            {
                p.Capture(o);
                p.Dispute("C-" + o, "PP-D-1", new(999, "EUR"), status, FakePayPal.Start.AddHours(5));
                p.Call("C-" + o, name);
            },
            (e, id) => Payment(e, id) with { DisputeId = "PP-D-1" }
        );

    private static Step Status(string type, SubscriptionStatus status, bool owes = false) =>
        Step(
            $"BILLING.SUBSCRIPTION.{type}",
            (p, s) =>
                Change(p, s, c => c with { Status = status, HasOutstandingBalance = owes, CustomerId = "PAYER1" }),
            Plan
        );

    private static Step Sale(string sale, Money amount, int months) =>
        Step(
            $"PAYMENT.SALE.COMPLETED {sale}",
            (p, s) => p.Sell(s, sale, amount, FakePayPal.Start.AddMonths(months)),
            (e, id) => Plan(e, id) with { PaymentId = sale }
        );

    private static Step SaleRefund(string sale, string refund, long minor) =>
        Step(
            $"PAYMENT.SALE.REFUNDED {sale}",
            (p, _) => p.Refund(sale, refund, minor, FakePayPal.Start.AddMonths(2)),
            (e, _) => e with { PaymentId = sale, RefundId = refund }
        );

    private static void Change(FakePayPal payPal, string id, Func<SubscriptionState, SubscriptionState> change) =>
        payPal.Subscriptions[id] = change(payPal.Subscriptions[id]);
}
