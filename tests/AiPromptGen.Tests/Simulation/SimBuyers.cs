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

        await PaidAsync(world, actor, bought, boughtAt);
    }

    /// <summary>Waits until the order is paid, which may never happen, and tells of it.</summary>
    private static async Task PaidAsync(SimWorld world, SimActor actor, PurchaseRecord bought, DateTimeOffset at)
    {
        var (id, orders) = (bought.ProviderId!, world.PayPal.Orders);
        for (var tries = 0; orders[id].Payments.IsEmpty && tries < 20; tries++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(15));
        }

        var paid = new PaidFor(
            SimPeople.Of(actor.Account).AccountId,
            bought.Id,
            "C-" + id,
            SimBilling.PackCredits,
            Shop.PackPrice.Minor
        )
        {
            BoughtAt = at,
        };
        world.Book.Payments.Add(paid);
        if (orders[id].Payments.IsEmpty)
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
        if (actor.Variant is 1 or 2)
        {
            // Spent before it is refunded, so that the account owes credits.
            await world.WaitAsync(TimeSpan.FromSeconds(40));
            await SimActors.SpendAsync(world, actor);
            await world.WaitAsync(TimeSpan.FromSeconds(60));
        }

        await SimRefunds.GoBackAsync(world, actor, paid, bought.Id);
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
        // Some leave PayPal's page open for minutes before they agree, and may have erased their account by then.
        var late = actor.Variant > 4 ? world.Random.Next(400) : 0;
        await world.WaitAsync(TimeSpan.FromSeconds((actor.Variant * 3) + late));
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
            await SimRefunds.GoBackAsync(world, actor, paid, sale: true);
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
}
