using Microsoft.DurableTask;

namespace AiPromptGen.Accounts.Erasure;

/// <summary>The account to erase: its id, and when it was opened, because the person's next account has the same id.</summary>
public sealed record ErasureStart
{
    public required string AccountId { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
}

/// <summary>How one round of a step ended.</summary>
public sealed record ErasureProgress
{
    public required bool Done { get; init; }
}

/// <summary>
/// Deletes everything that is held of an account, the account row last. Each activity looks at what is left and may run any number of
/// times. The whole may be run again too, and then goes on where the first run stopped.
/// </summary>
internal static partial class AccountErasureOrchestrator
{
    /// <summary>
    /// 100 attempts with pauses of up to five minutes: about eight hours, so that the erasure outlasts a night of storage trouble.
    /// </summary>
    private static readonly TaskOptions Persistent = TaskOptions.FromRetryPolicy(
        new RetryPolicy(
            maxNumberOfAttempts: 100,
            firstRetryInterval: TimeSpan.FromSeconds(1),
            backoffCoefficient: 2,
            maxRetryInterval: TimeSpan.FromMinutes(5)
        )
    );

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    [Function(nameof(AccountErasureOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ErasureStart start)
    {
        var logger = context.CreateReplaySafeLogger(nameof(AccountErasureOrchestrator));
        try
        {
            await context.CallActivityAsync(nameof(ErasureActivities.CloseAccount), start, Persistent);
            await RepeatAsync(context, nameof(ErasureActivities.EndWork), start);
            await context.CallActivityAsync(nameof(ErasureActivities.DeletePictures), start, Persistent);
            await context.CallActivityAsync(nameof(ErasureActivities.RememberErasure), start, Persistent);
            await RepeatAsync(context, nameof(ErasureActivities.DeleteRows), start);
        }
        catch (TaskFailedException)
        {
            // The orchestration must end as failed and not as completed: a person has to find out why, and the erasure has to be asked for
            // again.
            LogStopped(logger, context.InstanceId);
            throw;
        }
    }

    /// <summary>
    /// Calls the activity until it reports that it is done, with pauses that grow to a minute. Each activity itself limits how long it may
    /// go on reporting that it is not done.
    /// </summary>
    private static async Task RepeatAsync(TaskOrchestrationContext context, string activity, ErasureStart start)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < MaxWait ? wait * 2 : MaxWait)
        {
            var progress = await context.CallActivityAsync<ErasureProgress>(activity, start, Persistent);
            if (progress.Done)
            {
                return;
            }

            await context.CreateTimer(wait, CancellationToken.None);
        }
    }

    [LoggerMessage(5001, LogLevel.Critical, "Erasure {InstanceId} stopped and has to be asked for again")]
    private static partial void LogStopped(ILogger logger, string instanceId);
}
