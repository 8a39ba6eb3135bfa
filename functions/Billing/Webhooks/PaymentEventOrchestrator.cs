using Microsoft.DurableTask;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// Applies one stored event. While the provider or storage does not answer it tries again, and parks the event after the last attempt.
/// </summary>
internal static partial class PaymentEventOrchestrator
{
    /// <summary>24 attempts over about ten hours. Reconciliation runs meanwhile and does the same.</summary>
    private static readonly TaskOptions Patient = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 24,
            firstRetryInterval: TimeSpan.FromSeconds(5),
            backoffCoefficient: 2,
            maxRetryInterval: TimeSpan.FromMinutes(40)
        )
    );

    [Function(nameof(PaymentEventOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PaymentEventStart start)
    {
        var logger = context.CreateReplaySafeLogger(nameof(PaymentEventOrchestrator));
        try
        {
            var answer = await context.CallActivityAsync<PaymentEventResult>(
                nameof(PaymentEventActivities.ApplyPaymentEvent),
                start,
                Patient
            );
            if (answer.End == EventStatus.Parked)
            {
                LogParked(logger, start.EventId);
            }
        }
        catch (TaskFailedException)
        {
            LogParked(logger, start.EventId);
            await context.CallActivityAsync(nameof(PaymentEventActivities.ParkPaymentEvent), start, Patient);
        }
    }

    [LoggerMessage(3010, LogLevel.Critical, "Payment event {EventId} is parked: a person has to look at it")]
    private static partial void LogParked(ILogger logger, string eventId);
}
