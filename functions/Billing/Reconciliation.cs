using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// Compares what we hold with what PayPal holds, events or none: a lost webhook is made good within one run. What needs a
/// person is told, every time, until it is settled.
/// </summary>
internal sealed partial class Reconciliation(
    Business business,
    BillingIndex index,
    PurchaseSync purchases,
    ErasedPurchases erased,
    LostEvents lost,
    WebhookInbox inbox,
    PaymentEventStarts starts,
    TimeProvider time,
    ILogger<Reconciliation> logger
)
{
    private const string Schedule = "0 */10 * * * *";
    private const int MaxPerRun = 200;
    private const int DaysOfEvents = 8;

    /// <summary>Longer than a stored event takes to be started.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(5);

    /// <summary>Longer than a request takes that makes an order.</summary>
    private static readonly TimeSpan BeingMade = TimeSpan.FromHours(1);

    [Function("ReconcilePayments")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel
    )
    {
        if (!await business.MayAskAsync(cancel))
        {
            return;
        }

        var restarted = await lost.FindAsync(client, cancel);
        restarted += await RestartEventsAsync(client, cancel);
        var due = await index.DueAsync(time.GetUtcNow(), MaxPerRun, cancel);
        var parked = await erased.SettleAllAsync(cancel);
        foreach (var one in due)
        {
            try
            {
                parked += await CheckAsync(one, cancel) ? 1 : 0;
            }
            catch (ProblemException)
            {
                // The account is being erased: its erasure takes the row away.
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // One that cannot be read must not keep the others waiting; it stays due.
                LogFault(one.Place.Subject.Key, fault.GetType().Name);
            }
        }

        LogReconciled(due.Count, parked, restarted, due.Count == MaxPerRun);
    }

    /// <returns>Whether a person has to look at it.</returns>
    private async Task<bool> CheckAsync(BillingIndex.Due due, CancellationToken cancel)
    {
        var (place, now) = (due.Place, time.GetUtcNow());
        if (await purchases.SyncAsync(place, asked: false, cancel) is not { } result)
        {
            // Never made, because its request died or was refused, or erased. One that is being made now stays.
            if (now - due.Since > BeingMade)
            {
                await index.RemoveAsync(place.Subject.Id, cancel);
            }

            return false;
        }

        var (parked, record) = (result.Parked, result.Record);
        if (parked is not null)
        {
            LogParked(place.Subject.Key, parked);
        }

        var paidAt = result.Payments.Max(p => (DateTimeOffset?)p.PaidAt);
        var since = paidAt > due.Since ? paidAt.Value : due.Since;
        var isOver = paidAt is null && !record.MayBring && parked is null;
        var next = isOver ? null : ReconciliationRules.NextCheck(record.IsOpen || parked is not null, since, now);
        await index.CheckedAsync(due, next, cancel);
        return parked is not null;
    }

    private async Task<int> RestartEventsAsync(DurableTaskClient client, CancellationToken cancel)
    {
        var (now, restarted) = (time.GetUtcNow(), 0);
        for (var day = 0; day < DaysOfEvents; day++)
        {
            foreach (var stored in await inbox.StuckAsync(now.AddDays(-day), now - MinAge, MaxPerRun, cancel))
            {
                await starts.TryStartAsync(client, stored, cancel);
                restarted++;
            }
        }

        return restarted;
    }

    [LoggerMessage(
        3020,
        LogLevel.Information,
        "Reconciled {Seen} orders and subscriptions: {Parked} parked, {Restarted} events started again, more: {More}"
    )]
    private partial void LogReconciled(int seen, int parked, int restarted, bool more);

    [LoggerMessage(3021, LogLevel.Error, "{Subject} could not be reconciled ({Fault})")]
    private partial void LogFault(string subject, string fault);

    [LoggerMessage(3022, LogLevel.Critical, "{Subject} is parked ({Reason}): a person has to look at it")]
    private partial void LogParked(string subject, string reason);
}

/// <summary>How often what we hold of an order or a subscription is compared with PayPal's, events or none.</summary>
internal static class ReconciliationRules
{
    /// <summary>A buyer may dispute for 180 days; then a dispute takes its time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(270);

    private static readonly (TimeSpan Age, TimeSpan Every)[] Intervals =
    [
        (TimeSpan.FromHours(2), TimeSpan.FromMinutes(15)),
        (TimeSpan.FromDays(3), TimeSpan.FromHours(6)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
    ];

    private static readonly TimeSpan Seldom = TimeSpan.FromDays(7);

    /// <param name="isOpen">It may still bring money: looked at daily, however old.</param>
    /// <param name="since">When it was made, or last changed.</param>
    /// <returns>Null: never again.</returns>
    public static DateTimeOffset? NextCheck(bool isOpen, DateTimeOffset since, DateTimeOffset now)
    {
        var age = now - since;
        var every = Intervals.Where(i => age < i.Age).Select(i => (TimeSpan?)i.Every).FirstOrDefault();
        return every is { } often ? now + often
            : isOpen ? now + TimeSpan.FromDays(1)
            : age < Window ? now + Seldom
            : null;
    }
}

/// <summary>
/// Events that PayPal has and we do not, by PayPal's own list: one that was lost on its way is taken from there. Some things
/// only an event names, such as a part of a sale that went back.
/// </summary>
internal sealed partial class LostEvents(
    IPaymentGateway gateway,
    WebhookInbox inbox,
    PaymentEventStarts starts,
    TimeProvider time,
    ILogger<LostEvents> logger
)
{
    /// <summary>At a process's first look: PayPal repeats an event for three days, and nobody may notice an outage for a weekend.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(8);

    /// <summary>How far each look goes back before the last one, because new events appear late in PayPal's list.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    private DateTimeOffset? _lookedAt;

    /// <returns>How many were lost.</returns>
    public async Task<int> FindAsync(DurableTaskClient client, CancellationToken cancel)
    {
        var (now, found) = (time.GetUtcNow(), 0);
        try
        {
            var since = _lookedAt - Overlap ?? now - FirstLook;
            foreach (var one in await gateway.EventsSinceAsync(since, cancel))
            {
                if (await inbox.AddAsync(one, cancel) == EventStatus.Received)
                {
                    await starts.TryStartAsync(client, one, cancel);
                    found++;
                }
            }

            _lookedAt = now;
        }
        catch (PaymentProviderException fault)
        {
            // Everything else of the run goes on; the next run looks from where this one began.
            LogFault(fault.GetType().Name);
        }

        return found;
    }

    [LoggerMessage(3024, LogLevel.Warning, "PayPal's list of events could not be read ({Fault})")]
    private partial void LogFault(string fault);
}
