using Microsoft.DurableTask;

namespace AiPromptGen.Accounts.Erasure;

/// <summary>Which account: its id, and when it was opened, because the person's next account has the same id.</summary>
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
/// Everything that is held of an account goes, its row last. Each activity looks at what is left and may run any number of
/// times; so may the whole: a second one goes on where the first one stopped.
/// </summary>
internal static partial class AccountErasureOrchestrator
{
    /// <summary>Goes on through a night of storage trouble: about eight hours.</summary>
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
            // Never called completed: a person has to look, and to ask for it again.
            LogStopped(logger, context.InstanceId);
            throw;
        }
    }

    /// <summary>Until it is done, with pauses that grow. Each step bounds its own waiting.</summary>
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
