using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Billing.Records;
using AiPromptGen.Billing.Webhooks;
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

        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 3));
        payPal.Approve(id);
        Tell(world, actor, Event(world, actor, "CHECKOUT.ORDER.APPROVED") with { OrderId = id, CustomId = bought.Id });
        if (actor.Variant % 2 == 0)
        {
            var place = new BillingIndex.Place(caller.AccountId, bought.Subject);
            await SimActors.TryAsync(
                world,
                "return",
                async p => await p.Billing.Purchases.SyncAsync(place, asked: true, default) ?? new object()
            );
        }

        for (var tries = 0; payPal.Orders[id].Payments.IsEmpty && tries < 20; tries++)
        {
            await world.WaitAsync(TimeSpan.FromSeconds(15));
        }

        var paid = new PaidFor(caller.AccountId, "C-" + id, 100, Shop.PackPrice.Minor);
        world.Book.Payments.Add(paid);
        if (payPal.Orders[id].Payments.IsEmpty)
        {
            return;
        }

        Tell(
            world,
            actor,
            Event(world, actor, "PAYMENT.CAPTURE.COMPLETED") with
            {
                PaymentId = paid.PaymentId,
                CustomId = bought.Id,
            }
        );
        // PayPal reports the same money a second time, by an event of another type.
        Tell(world, actor, Event(world, actor, "CHECKOUT.ORDER.COMPLETED") with { OrderId = id, CustomId = bought.Id });
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

        world.Book.Subscriptions.Add((caller.AccountId, id));
        await world.WaitAsync(TimeSpan.FromSeconds(actor.Variant * 3));
        payPal.Become(id, SubscriptionStatus.Active);
        Tell(
            world,
            actor,
            Event(world, actor, "BILLING.SUBSCRIPTION.ACTIVATED") with
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
            var paid = new PaidFor(caller.AccountId, $"S{actor.Index}-{sale}", 50, Shop.BasicPrice.Minor);
            payPal.Sell(id, paid.PaymentId, Shop.BasicPrice, world.Loop.Now);
            world.Book.Payments.Add(paid);
            Tell(
                world,
                actor,
                Event(world, actor, $"PAYMENT.SALE.COMPLETED") with
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
                    var minor = paid.Minor / 3;
                    var refund = $"R{actor.Index}-{paid.PaymentId}-{part}";
                    world.PayPal.Refund(paid.PaymentId, refund, minor, world.Loop.Now);
                    if (!world.PayPal.Refunds.Any(r => r.Id == refund))
                    {
                        // The erasure of the account has already refunded the whole payment, so PayPal makes no refund and sends no event.
                        break;
                    }

                    paid.Gone += minor;
                    Hide(world, refund);
                    // Only its event names the refund of a sale. The first such event names no payment, as PayPal's event of a reversed sale.
                    var named = sale && part == 0 ? null : paid.PaymentId;
                    Tell(
                        world,
                        actor,
                        Event(world, actor, $"PAYMENT.{kind}.REFUNDED") with
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
                TellOfOrdered(world, actor, paid, kind);
                break;
        }
    }

    private static async Task DisputeAsync(SimWorld world, SimActor actor, PaidFor paid, string own)
    {
        var (dispute, amount) = ($"PP-D-{actor.Index}", new Money(paid.Minor / 2, "EUR"));
        world.PayPal.Dispute(paid.PaymentId, dispute, amount, DisputeStatus.Open, world.Loop.Now);
        var told = Event(world, actor, "CUSTOMER.DISPUTE.CREATED") with
        {
            DisputeId = dispute,
            PaymentId = paid.PaymentId,
            CustomId = own,
        };
        Tell(world, actor, told);
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
        Tell(world, actor, told with { Id = told.Id + "-end", Type = "CUSTOMER.DISPUTE.RESOLVED" });
    }

    private static async Task OrderRefundAsync(SimWorld world, SimActor actor, PaidFor paid)
    {
        var id = $"support{actor.Index}-{paid.PaymentId}";
        var order = new RefundOrder(id, paid.PaymentId, new Money(paid.Minor / 4, "EUR"), "goodwill");
        world.Book.Ordered.Add(id);
        await SimActors.TryAsync(
            world,
            "refund",
            async p =>
            {
                var outcome = await p.Billing.Refunds.RefundAsync(paid.Account, order, default);
                return outcome.Problem is { Code: "refund-pending" } ? throw new IOException("later") : outcome;
            }
        );
    }

    /// <summary>
    /// PayPal sends an event for a refund that was made through its API as for any other (developer.paypal.com, "Webhook event names"),
    /// even when the caller that ordered it got no answer and gave up.
    /// </summary>
    private static void TellOfOrdered(SimWorld world, SimActor actor, PaidFor paid, string kind)
    {
        var ordered = $"R-support{actor.Index}-{paid.PaymentId}";
        foreach (var refund in world.PayPal.Refunds.Where(r => r.Id == ordered).ToList())
        {
            var told = Event(world, actor, $"PAYMENT.{kind}.REFUNDED");
            Tell(world, actor, told with { PaymentId = paid.PaymentId, RefundId = refund.Id });
        }
    }

    /// <summary>Half of all refunds cannot be read at PayPal for two minutes, although their events may have come already.</summary>
    private static void Hide(SimWorld world, string refund)
    {
        if (world.Random.Next(2) == 0)
        {
            world.PayPal.Unseen.Add(refund);
            world.Loop.Add(
                new SimTimer(world.Loop.Now + TimeSpan.FromMinutes(2), null, () => world.PayPal.Unseen.Remove(refund))
            );
        }
    }

    private static WebhookEvent Event(SimWorld world, SimActor actor, string type) =>
        new()
        {
            Id = $"WH-{actor.Index}-{world.PayPal.Events.Count}",
            Type = type,
            CreatedAt = world.Loop.Now,
        };

    /// <summary>
    /// Delivers an event one to three times, each within 40 seconds. One event in six is never delivered, and only PayPal's own list of
    /// events has it.
    /// </summary>
    private static void Tell(SimWorld world, SimActor actor, WebhookEvent told)
    {
        world.PayPal.Events.Add(told);
        for (var copies = world.Random.Next(6) is 0 ? 0 : 1 + world.Random.Next(3); copies > 0; copies--)
        {
            var delay = TimeSpan.FromSeconds(world.Random.Next(40));
            _ = world.Loop.Begin(async () =>
            {
                await world.WaitAsync(delay);
                await SimActors.TryAsync(
                    world,
                    $"webhook of {actor.Index}",
                    async process =>
                    {
                        // The same as the webhook endpoint does once it has checked the signature.
                        if (await process.Billing.Inbox.AddAsync(told, default) == EventStatus.Received)
                        {
                            await process.Billing.Starts.TryStartAsync(process.Client, told, default);
                        }

                        return "stored";
                    }
                );
            });
        }
    }
}
