using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Checks what a run left outside the accounts: calls of providers, uploads, orchestrations, texts and money.</summary>
internal sealed class SimTraces(SimWorld world, SimRows rows)
{
    public IEnumerable<string> Broken() =>
        Providers()
            .Concat(Uploads())
            .Concat(Hub())
            .Concat(Words())
            .Concat(world.Book.Erased.SelectMany(account => Erased(account.Value)))
            .Concat(Money())
            .Concat(ErasedMoney());

    /// <summary>Each run of Generate asks each route at most once, and none when the answer was stored before the run began.</summary>
    private IEnumerable<string> Providers() =>
        world
            .Calls.GroupBy(c => (c.Run, c.Route))
            .Where(same => same.Count() > 1)
            .Select(same =>
                $"provider: {same.Key.Route} was asked {same.Count()} times by one run of {same.Key.Run?.Id}"
            )
            .Concat(
                world
                    .Calls.Where(c => c.Run is { WasAnswered: true })
                    .Select(c => $"provider: {c.Route} was asked again for {c.Run!.Id}")
            );

    /// <summary>
    /// An upload is gone when its generation has ended. The exception is an upload that the program logged it could not delete: the sweep
    /// deletes that a day later.
    /// </summary>
    private IEnumerable<string> Uploads() =>
        from blob in world.Storage.Container("uploads").Blobs.Keys
        let parts = blob.Split('/')
        let generation = rows.One(parts[0], "upload-" + parts[1])?.GetString("ClaimedBy")
        where generation is not null && !world.UploadsLeft.Contains(generation)
        select $"upload: {blob} outlives generation {generation}";

    private IEnumerable<string> Hub() =>
        world
            .Hub.Instances.Values.Where(i =>
                i.IsRunning || i.Status == Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Failed
            )
            .Select(i => $"end: orchestration {i.Name} {i.Id} is {i.Status}");

    /// <summary>What a person wrote, and who they are, is in their partition and nowhere else.</summary>
    private IEnumerable<string> Words() =>
        from text in rows.Texts()
        from mark in new[] { "zqwords", "zqmail" }
        where text.Text.Contains(mark, StringComparison.Ordinal)
        where !text.Where.StartsWith("users/", StringComparison.Ordinal) || !IsOwn(text.Owner, text.Text, mark)
        select $"content: {mark} stands in {text.Where}";

    private bool IsOwn(string owner, string text, string mark) =>
        mark != "zqmail"
            ? world.Scenario.Actors.Any(a =>
                SimPeople.Of(a.Account).AccountId.Value == owner
                && text.Contains($"zqwords{a.Index}zq", StringComparison.Ordinal)
            )
            : text == owner.Replace("zqperson", "zqmail", StringComparison.Ordinal) + "@example.org";

    private IEnumerable<string> Erased(string account) =>
        rows.Texts()
            .Where(text => text.Text.Contains(account, StringComparison.Ordinal))
            .Select(text => $"erased: {account} stands in {text.Where}");

    /// <summary>PayPal has at most one refund for each that support ordered, and every payment of an erased account has a receipt.</summary>
    private IEnumerable<string> Money()
    {
        foreach (
            var refunds in world
                .PayPal.Refunds.Where(r => r.Id.StartsWith("R-support", StringComparison.Ordinal))
                .GroupBy(r => r.PaymentId)
        )
        {
            if (refunds.Count() > 1)
            {
                yield return $"money: {refunds.Key} was refunded {refunds.Count()} times for one order of support";
            }
        }

        var receipts = world
            .Storage.Table("invoices")
            .Rows.Keys.Where(k => k.Partition != "unsettled")
            .Select(k => k.Row)
            .ToHashSet();
        foreach (
            var paid in world.Book.Payments.Where(p =>
                world.Book.Erased.Contains(p.Account) && world.IsPaid(p.PaymentId)
            )
        )
        {
            if (
                !receipts.Contains(paid.PaymentId)
                && !receipts.Contains(paid.PaymentId.Replace("C-O-", "", StringComparison.Ordinal))
            )
            {
                yield return $"money: {paid.PaymentId} of an erased account has no receipt";
            }
        }
    }

    /// <summary>
    /// When an account is erased, its subscriptions end, and PayPal gives back all money that one of them took after the erasure: nobody
    /// is left who could use what was paid for. Captures are left out, because their time at this PayPal is always the same.
    /// </summary>
    private IEnumerable<string> ErasedMoney()
    {
        foreach (var (account, id) in world.Book.Subscriptions)
        {
            if (!world.Book.ErasedAt.TryGetValue(account, out var erased))
            {
                continue;
            }

            var subscription = world.PayPal.Subscriptions[id];
            if (subscription.Status is SubscriptionStatus.Active or SubscriptionStatus.Suspended)
            {
                yield return $"money: {id} of an erased account is {subscription.Status}";
            }

            foreach (var payment in subscription.Payments.Where(p => p.At > erased))
            {
                var back = world.PayPal.Refunds.Where(r => r.PaymentId == payment.Id).Sum(r => r.Amount.Minor);
                if (back != payment.Amount.Minor)
                {
                    yield return $"money: {payment.Id} was taken after the erasure, and {back} of {payment.Amount.Minor} went back";
                }
            }
        }
    }
}

/// <summary>What must hold two days later, when everything that is kept for a limited time must be gone.</summary>
internal sealed class SimLateChecks(SimWorld world)
{
    public IEnumerable<string> Broken()
    {
        foreach (var blob in world.Storage.Container("uploads").Blobs.Keys)
        {
            yield return $"upload: {blob} is left";
        }

        foreach (var name in new[] { "pending", "uploaded" })
        {
            foreach (var (_, row) in world.Storage.Table(name).Rows.Keys)
            {
                yield return $"left: {row} in {name}";
            }
        }

        foreach (var id in world.Hub.Instances.Keys)
        {
            yield return $"left: orchestration {id}";
        }
    }
}
