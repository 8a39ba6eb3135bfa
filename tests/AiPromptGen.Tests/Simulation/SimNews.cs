using AiPromptGen.Billing.Webhooks;

namespace AiPromptGen.Tests.Simulation;

/// <summary>PayPal's events, which come late, repeatedly, in any order, or not at all.</summary>
internal static class SimNews
{
    /// <summary>
    /// PayPal sends an event for a refund that was made through its API as for any other (developer.paypal.com, "Webhook event names"),
    /// even when the caller that ordered it got no answer and gave up.
    /// </summary>
    public static void TellOfOrdered(SimWorld world, SimActor actor, PaidFor paid, string kind)
    {
        var ordered = $"R-support{actor.Index}-{paid.PaymentId}";
        foreach (var refund in world.PayPal.Refunds.Where(r => r.Id == ordered).ToList())
        {
            var told = Event(world, actor, $"PAYMENT.{kind}.REFUNDED");
            Tell(world, actor, told with { PaymentId = paid.PaymentId, RefundId = refund.Id });
        }
    }

    /// <summary>Half of all refunds cannot be read at PayPal for two minutes, although their events may have come already.</summary>
    public static void Hide(SimWorld world, string refund)
    {
        if (world.Random.Next(2) == 0)
        {
            world.PayPal.Unseen.Add(refund);
            world.Loop.Add(
                new SimTimer(world.Loop.Now + TimeSpan.FromMinutes(2), null, () => world.PayPal.Unseen.Remove(refund))
            );
        }
    }

    public static WebhookEvent Event(SimWorld world, SimActor actor, string type) =>
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
    public static void Tell(SimWorld world, SimActor actor, WebhookEvent told)
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
