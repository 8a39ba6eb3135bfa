using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Billing;

namespace AiPromptGen.Tests.Simulation;

/// <summary>
/// What people buy, what happens to it at PayPal, and PayPal's events about it, which come late, repeatedly, in any order, or not at all.
/// </summary>
internal static class SimBuyers
{
    public static async Task PackAsync(SimWorld world, SimActor actor)
    {
        var (caller, payPal) = (SimPeople.Of(actor.Account), world.PayPal);
        var bought = await SimActors.TryAsync(
            world,
            "buy",
            p => p.Billing.Checkout.BuyAsync(caller, p.Billing.Catalog.Pack(Shop.Pack)!, $"buy{actor.Index}", default)
        );
        if (bought?.ProviderId is not { } id)
        {
            return;
        }

        var boughtAt = world.Loop.Now;
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 3));
        payPal.Approve(id);
        if (actor.Variant is 0 or 7)
        {
            payPal.Becomes[id] = actor.Variant == 7 ? PaymentStatus.Pending : null;
        }

        SimNews.Tell(
            world,
            actor,
            SimNews.Event(world, actor, "CHECKOUT.ORDER.APPROVED") with
            {
                OrderId = id,
                CustomId = bought.Id,
            }
        );
        if (actor.Variant % 2 == 0)
        {
            await ComeBackAsync(world, caller.AccountId, bought);
        }

        if (actor.Variant == 0)
        {
            // Declined; with another way to pay it is not.
            await world.WaitAsync(TimeSpan.FromSeconds(20));
            payPal.Becomes.Remove(id);
            await ComeBackAsync(world, caller.AccountId, bought);
            if (payPal.Declined.Contains(id) && !payPal.Orders[id].Payments.IsEmpty)
            {
                world.Book.Reached.Add(SimReach.Declined);
            }
        }

        for (var tries = 0; payPal.Orders[id].Payments.IsEmpty && tries < 20; tries++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(15));
        }

        var paid = new PaidFor(caller.AccountId, bought.Id, "C-" + id, SimBilling.PackCredits, Shop.PackPrice.Minor)
        {
            BoughtAt = boughtAt,
        };
        world.Book.Payments.Add(paid);
        if (payPal.Orders[id].Payments.IsEmpty)
        {
            return;
        }

        if (actor.Variant == 7)
        {
            await SettleAsync(world, actor, paid, id);
            return;
        }

        SimNews.Tell(
            world,
            actor,
            SimNews.Event(world, actor, "PAYMENT.CAPTURE.COMPLETED") with
            {
                PaymentId = paid.PaymentId,
                CustomId = bought.Id,
            }
        );
        // PayPal reports the same money a second time, by an event of another type.
        SimNews.Tell(
            world,
            actor,
            SimNews.Event(world, actor, "CHECKOUT.ORDER.COMPLETED") with
            {
                OrderId = id,
                CustomId = bought.Id,
            }
        );
        if (actor.Variant == 1)
        {
            // Spent before it is refunded, so that the account owes credits.
            await world.WaitAsync(TimeSpan.FromSeconds(40));
            await SimActors.SpendAsync(world, actor);
            await world.WaitAsync(TimeSpan.FromSeconds(60));
        }

        await GoBackAsync(world, actor, paid, bought.Id);
    }

    public static async Task PlanAsync(SimWorld world, SimActor actor)
    {
        var (caller, payPal) = (SimPeople.Of(actor.Account), world.PayPal);
        var bought = await SimActors.TryAsync(
            world,
            "subscribe",
            p => p.Billing.Checkout.BuyAsync(caller, p.Billing.Catalog.Plan(Shop.Basic)!, $"plan{actor.Index}", default)
        );
        if (bought?.ProviderId is not { } id)
        {
            return;
        }

        world.Book.Subscriptions.Add((caller.AccountId, id, bought.Id, world.Loop.Now));
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 3));
        payPal.Become(id, SubscriptionStatus.Active);
        SimNews.Tell(
            world,
            actor,
            SimNews.Event(world, actor, "BILLING.SUBSCRIPTION.ACTIVATED") with
            {
                SubscriptionId = id,
                CustomId = bought.Id,
            }
        );
        for (
            var sale = 0;
            sale < 1 + (actor.Variant % 2) && payPal.Subscriptions[id].Status == SubscriptionStatus.Active;
            sale++
        )
        {
            var paid = new PaidFor(
                caller.AccountId,
                bought.Id,
                $"S{actor.Index}-{sale}",
                SimBilling.PlanCredits,
                Shop.BasicPrice.Minor
            )
            {
                BoughtAt = world.Loop.Now,
            };
            payPal.Sell(id, paid.PaymentId, Shop.BasicPrice, world.Loop.Now);
            world.Book.Payments.Add(paid);
            SimNews.Tell(
                world,
                actor,
                SimNews.Event(world, actor, $"PAYMENT.SALE.COMPLETED") with
                {
                    PaymentId = paid.PaymentId,
                    SubscriptionId = id,
                    CustomId = bought.Id,
                }
            );
            await world.WaitAsync(TimeSpan.FromSeconds(20));
            await GoBackAsync(world, actor, paid, sale: true);
        }
    }

    private static Task<object?> ComeBackAsync(SimWorld world, AccountId account, PurchaseRecord bought)
    {
        var place = new BillingIndex.Place(account, bought.Subject);
        return SimActors.TryAsync(
            world,
            "return",
            async p => await p.Billing.Purchases.SyncAsync(place, asked: true, default) ?? new object()
        );
    }

    /// <summary>PayPal looks at a payment for some time, and then completes or denies it.</summary>
    private static async Task SettleAsync(SimWorld world, SimActor actor, PaidFor paid, string order)
    {
        var told = SimNews.Event(world, actor, "PAYMENT.CAPTURE.PENDING") with
        {
            PaymentId = paid.PaymentId,
            CustomId = paid.Own,
        };
        SimNews.Tell(world, actor, told);
        await world.WaitAsync(TimeSpan.FromSeconds(world.Random.Next(120)));
        var isDenied = actor.Index % 3 == 0;
        world.PayPal.Settle(order, isDenied ? PaymentStatus.Denied : PaymentStatus.Completed);
        paid.SettledAt = world.Loop.Now;
        world.Book.Reached.Add(isDenied ? SimReach.CaptureDenied : SimReach.CaptureCompleted);
        var type = isDenied ? "PAYMENT.CAPTURE.DENIED" : "PAYMENT.CAPTURE.COMPLETED";
        SimNews.Tell(world, actor, told with { Id = told.Id + "-end", Type = type });
    }

    /// <summary>
    /// Depending on the actor's variant, a part of the payment is refunded on PayPal's site, disputed (orders only), or refunded by our
    /// support; or nothing goes back.
    /// </summary>
    private static async Task GoBackAsync(
        SimWorld world,
        SimActor actor,
        PaidFor paid,
        string? own = null,
        bool sale = false
    )
    {
        var kind = sale ? "SALE" : "CAPTURE";
        switch (actor.Variant)
        {
            case 1 or 2:
                for (var part = 0; part < actor.Variant; part++)
                {
                    // All at once, or two thirds in two parts.
                    var minor = actor.Variant == 1 ? paid.Minor : paid.Minor / 3;
                    var refund = $"R{actor.Index}-{paid.PaymentId}-{part}";
                    world.PayPal.Refund(paid.PaymentId, refund, minor, world.Loop.Now);
                    if (!world.PayPal.Refunds.Any(r => r.Id == refund))
                    {
                        // The erasure of the account has already refunded the whole payment, so PayPal makes no refund and sends no event.
                        break;
                    }

                    paid.Gone += minor;
                    SimNews.Hide(world, refund);
                    // Only its event names the refund of a sale. The first such event names no payment, as PayPal's event of a reversed sale.
                    var named = sale && part == 0 ? null : paid.PaymentId;
                    SimNews.Tell(
                        world,
                        actor,
                        SimNews.Event(world, actor, $"PAYMENT.{kind}.REFUNDED") with
                        {
                            PaymentId = named,
                            RefundId = refund,
                        }
                    );
                    await world.WaitAsync(TimeSpan.FromSeconds(10));
                }

                break;
            case 3 or 4 when !sale:
                await DisputeAsync(world, actor, paid, own!);
                break;
            case 5 or 6:
                await OrderRefundAsync(world, actor, paid);
                SimNews.TellOfOrdered(world, actor, paid, kind);
                break;
        }
    }

    private static async Task DisputeAsync(SimWorld world, SimActor actor, PaidFor paid, string own)
    {
        var (dispute, amount) = ($"PP-D-{actor.Index}", new Money(paid.Minor / 2, "EUR"));
        world.PayPal.Dispute(paid.PaymentId, dispute, amount, DisputeStatus.Open, world.Loop.Now);
        var told = SimNews.Event(world, actor, "CUSTOMER.DISPUTE.CREATED") with
        {
            DisputeId = dispute,
            PaymentId = paid.PaymentId,
            CustomId = own,
        };
        SimNews.Tell(world, actor, told);
        await world.WaitAsync(TimeSpan.FromSeconds(30));
        var isLost = actor.Variant == 3;
        paid.Gone = isLost ? amount.Minor : 0;
        world.PayPal.Dispute(
            paid.PaymentId,
            dispute,
            amount,
            isLost ? DisputeStatus.Lost : DisputeStatus.Won,
            world.Loop.Now
        );
        SimNews.Tell(world, actor, told with { Id = told.Id + "-end", Type = "CUSTOMER.DISPUTE.RESOLVED" });
    }

    private static async Task OrderRefundAsync(SimWorld world, SimActor actor, PaidFor paid)
    {
        var id = $"support{actor.Index}-{paid.PaymentId}";
        var order = new RefundOrder(id, paid.PaymentId, new Money(paid.Minor / 4, "EUR"), "goodwill");
        await SimActors.TryAsync(
            world,
            "refund",
            async p =>
            {
                var outcome = await p.Billing.Refunds.RefundAsync(paid.Account, order, default);
                if (outcome.Record is { ProviderId: { } made })
                {
                    world.Book.Refunded.Add((paid.PaymentId, made));
                }

                return outcome.Problem is { Code: "refund-pending" } ? throw new IOException("later") : outcome;
            }
        );
    }
}
