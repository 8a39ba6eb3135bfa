using Microsoft.DurableTask.Client;

namespace AiPromptGen.Billing;

/// <summary>
/// Compares what we have stored with what PayPal has, whether events came or not, so that one run makes good a lost webhook. Whatever a
/// person has to look at is logged by every run until it is settled.
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

    /// <summary>Purchases that one run compares, and stored events of one day that it starts again.</summary>
    private const int MaxPerRun = 200;

    /// <summary>Days of stored events that a run looks through, today's first.</summary>
    private const int DaysOfEvents = 8;

    /// <summary>An event that is still not started after this time is started again; starting one takes less.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(5);

    /// <summary>An index row without a purchase is deleted after this time; a request that makes an order takes less.</summary>
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
                // The account is being erased, and its erasure deletes the row.
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // One purchase that cannot be read must not keep the others waiting. It stays due, so the next run tries again.
                LogFault(one.Place.Subject.Key, fault.GetType().Name);
            }
        }

        LogReconciled(due.Count, parked, restarted, due.Count == MaxPerRun);
    }

    /// <returns>Whether a person has to look at the purchase.</returns>
    private async Task<bool> CheckAsync(BillingIndex.Due due, CancellationToken cancel)
    {
        var (place, now) = (due.Place, time.GetUtcNow());
        if (await purchases.SyncAsync(place, asked: false, cancel) is not { } result)
        {
            // The purchase was erased, or never made because its request died or was refused. The row of one that may still be in the
            // making stays.
            if (now - due.Since > BeingMade)
            {
                await index.RemoveAsync(due, cancel);
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

/// <summary>How often an order or a subscription is compared with PayPal's state, whether events came or not.</summary>
internal static class ReconciliationRules
{
    /// <summary>
    /// How long a purchase is compared: a buyer may open a dispute for 180 days, and the dispute itself takes time until it is decided.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(270);

    private static readonly (TimeSpan Age, TimeSpan Every)[] Intervals =
    [
        (TimeSpan.FromHours(2), TimeSpan.FromMinutes(15)),
        (TimeSpan.FromDays(3), TimeSpan.FromHours(6)),
        (TimeSpan.FromDays(30), TimeSpan.FromDays(1)),
    ];

    private static readonly TimeSpan Seldom = TimeSpan.FromDays(7);

    /// <param name="isOpen">Whether it may still change or is parked. It is then compared at least daily, however old it is.</param>
    /// <param name="since">When the purchase was made or last changed, or its last payment was made.</param>
    /// <returns>When to compare it next; null when it is never compared again.</returns>
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
/// Finds events that PayPal has and we have not, in PayPal's own list, and stores them like received ones. Some facts are known from an
/// event only, such as the refund of a part of a sale.
/// </summary>
internal sealed partial class LostEvents(
    IPaymentGateway gateway,
    WebhookInbox inbox,
    PaymentEventStarts starts,
    TimeProvider time,
    ILogger<LostEvents> logger
)
{
    /// <summary>
    /// How far back a process's first look goes. PayPal repeats an event for three days, and an outage may stay unnoticed over a weekend.
    /// </summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(8);

    /// <summary>How far each look goes back before the last one, because new events appear late in PayPal's list.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    private DateTimeOffset? _lookedAt;

    /// <returns>How many lost events were found.</returns>
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
            // The rest of the run goes on. The next run reads the list from the same time.
            LogFault(fault.GetType().Name);
        }

        return found;
    }

    [LoggerMessage(3024, LogLevel.Warning, "PayPal's list of events could not be read ({Fault})")]
    private partial void LogFault(string fault);
}
