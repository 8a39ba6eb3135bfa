using AiPromptGen.Billing;
using AiPromptGen.Billing.Gateway;
using AiPromptGen.Platform;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Money that goes back to buyers: refunds on PayPal's site and by our support, and disputes.</summary>
internal static class SimRefunds
{
    /// <summary>
    /// Depending on the actor's variant, a part of the payment is refunded on PayPal's site, disputed (orders only), or refunded by our
    /// support; or nothing goes back.
    /// </summary>
    public static async Task GoBackAsync(
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
