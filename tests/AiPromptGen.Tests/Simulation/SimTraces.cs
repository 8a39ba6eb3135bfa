using AiPromptGen.Billing.Gateway;

namespace AiPromptGen.Tests.Simulation;

/// <summary>Checks what a run left outside the accounts: calls of providers, uploads, orchestrations, texts and money.</summary>
internal sealed class SimTraces(SimWorld world, SimRows rows)
{
    /// <summary>How far the clocks of two processes may be apart, and some time for a step.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    public IEnumerable<string> Broken() =>
        Providers()
            .Concat(Uploads())
            .Concat(Hub())
            .Concat(Words())
            .Concat(world.Book.Erased.SelectMany(e => Erased(e.Key.Value, e.Value)))
            .Concat(Money())
            .Concat(ErasedMoney())
            .Concat(ErasedPacks());

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
                (i.IsRunning && !i.IsLost) || i.Status == Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Failed
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

    /// <summary>Nothing names an erased account, unless the person has come back. Then nothing is older than the new account.</summary>
    /// <param name="asked">When the last confirmed request for its erasure began.</param>
    private IEnumerable<string> Erased(string account, DateTimeOffset asked)
    {
        if (rows.One(account, "account")?.GetDateTimeOffset("FirstSeenAt") is not { } opened)
        {
            return rows.Texts()
                .Where(text => text.Text.Contains(account, StringComparison.Ordinal))
                .Where(text => !IsLeftToSweep(text.Where))
                .Select(text => $"erased: {account} stands in {text.Where}");
        }

        var isStillThere = asked > opened + Skew;
        return world
            .Storage.Tables.SelectMany(t => t.Value.Rows.Values)
            .Where(row => row.PartitionKey == account || row.GetString("AccountId") == account)
            .Where(row => row.Timestamp < opened - Skew && !world.Book.Uploading.Contains(row.RowKey))
            .Select(row => $"erased: {row.RowKey} of {account} is older than its account")
            .Concat(isStillThere ? [$"erased: {account} is still there"] : []);
    }

    /// <summary>Whether a text belongs to an upload that the sweep deletes after a day, because its process died or storage failed.</summary>
    private bool IsLeftToSweep(string where) =>
        where.StartsWith("upload", StringComparison.Ordinal)
        && world.Book.Uploading.Any(id => where.EndsWith(id, StringComparison.Ordinal));

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

        var billed =
            from one in world.Book.Subscriptions
            where world.PayPal.Subscriptions[one.Id].Status == SubscriptionStatus.Active
            where rows.HasPurchase(one.Account, one.Own)
            group one by one.Account into own
            where own.Count() > 1
            select $"money: {own.Count()} plans of {own.Key} are billed";
        foreach (var twice in billed)
        {
            yield return twice;
        }

        foreach (var (payment, refund) in world.Book.Refunded)
        {
            if (!world.PayPal.Refunds.Any(r => r.Id == refund && r.PaymentId == payment))
            {
                yield return $"money: support was told that {payment} is refunded, and it is not";
            }
        }

        var receipts = world
            .Storage.Table("invoices")
            .Rows.Keys.Where(k => k.Partition != "unsettled")
            .Select(k => k.Row)
            .ToHashSet();
        foreach (
            var paid in world.Book.Payments.Where(p =>
                world.Book.Erased.ContainsKey(p.Account)
                && world.IsPaid(p.PaymentId)
                && !rows.HasPurchase(p.Account, p.Own)
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
    /// is left who could use what was paid for.
    /// </summary>
    private IEnumerable<string> ErasedMoney()
    {
        foreach (var (account, id, own, at) in world.Book.Subscriptions)
        {
            if (world.Book.ErasedAfter(account, at) is not { } erased || rows.HasPurchase(account, own))
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

    /// <summary>The same for orders: a payment that was made, or completed, after the erasure goes back as a whole.</summary>
    private IEnumerable<string> ErasedPacks() =>
        from paid in world.Book.Payments
        let order = world.PayPal.Orders.Values.FirstOrDefault(o => o.CustomId == paid.Own)
        let payment = order?.Payments.FirstOrDefault(p => p.Id == paid.PaymentId)
        where payment is not null && world.IsPaid(payment.Id) && !rows.HasPurchase(paid.Account, paid.Own)
        where world.Book.ErasedAfter(paid.Account, paid.BoughtAt) < (paid.SettledAt ?? payment.At)
        let back = world.PayPal.Refunds.Where(r => r.PaymentId == payment.Id).Sum(r => r.Amount.Minor)
        where back != payment.Amount.Minor
        select $"money: {payment.Id} was paid after the erasure, and {back} of {payment.Amount.Minor} went back";
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

        // An orchestration that the engine has lost is purged after a week.
        foreach (var id in world.Hub.Instances.Values.Where(i => !i.IsLost).Select(i => i.Id))
        {
            yield return $"left: orchestration {id}";
        }
    }
}
