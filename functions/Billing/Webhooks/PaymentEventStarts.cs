using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>Starts the orchestration of a stored event, under the event's id.</summary>
internal sealed partial class PaymentEventStarts(ILogger<PaymentEventStarts> logger)
{
    /// <summary>Never fails what is stored already: reconciliation starts what could not be started now.</summary>
    public async Task TryStartAsync(DurableTaskClient client, WebhookEvent stored, CancellationToken cancel)
    {
        var id = $"paypal.{stored.Id}";
        try
        {
            var instance = await client.GetInstanceAsync(id, cancellation: cancel);
            if (instance is { IsRunning: true })
            {
                return;
            }

            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(PaymentEventOrchestrator),
                new PaymentEventStart { EventId = stored.Id, CreatedAt = stored.CreatedAt },
                new StartOrchestrationOptions(id),
                cancel
            );
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested)
        {
            LogStartFailed(stored.Id, failed.GetType().Name);
        }
    }

    [LoggerMessage(3011, LogLevel.Warning, "Payment event {EventId} could not be started ({Fault}); it will be")]
    private partial void LogStartFailed(string eventId, string fault);
}
