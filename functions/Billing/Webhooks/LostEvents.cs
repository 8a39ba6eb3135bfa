using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Billing.Webhooks;

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
    /// <summary>At a process's first look; PayPal itself repeats an event for three days.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(3);

    /// <summary>Of looks, since PayPal's list lags too.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    private DateTimeOffset? lookedAt;

    /// <returns>How many were lost.</returns>
    public async Task<int> FindAsync(DurableTaskClient client, CancellationToken cancel)
    {
        var (now, found) = (time.GetUtcNow(), 0);
        try
        {
            var since = lookedAt - Overlap ?? now - FirstLook;
            foreach (var one in await gateway.EventsSinceAsync(since, cancel))
            {
                if (await inbox.AddAsync(one, cancel) == EventStatus.Received)
                {
                    await starts.TryStartAsync(client, one, cancel);
                    found++;
                }
            }

            lookedAt = now;
        }
        catch (PaymentProviderException fault)
        {
            // Everything else of the run goes on; the next run looks from where this one began.
            LogFault(fault.GetType().Name);
        }

        return found;
    }

    [LoggerMessage(
        3024,
        LogLevel.Warning,
        "PayPal's list of events could not be read ({Fault}); lost ones are found later"
    )]
    private partial void LogFault(string fault);
}
