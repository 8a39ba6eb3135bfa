using AiPromptGen.Platform.Telemetry;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>
/// Runs every ten minutes and purges orchestrations that ended, in whatever way, at least an hour ago, and those that have done nothing for
/// a week. It purges them one by one, because the engine's own bulk purge knows only when an instance was created, has no bound, and scans
/// the whole hub for every window of time.
/// </summary>
internal sealed partial class OrchestrationPurge(
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<OrchestrationPurge> logger
)
{
    private const string Schedule = "0 4-59/10 * * * *";

    /// <summary>
    /// About 166 a second, as a run begins every ten minutes (docs/capacity.md). What is beyond that is left to the engine's own retention.
    /// </summary>
    private const int MaxPerRun = 100_000;
    private const int MaxAtOnce = 16;

    /// <summary>
    /// Time from an orchestration's end to its purge. Nothing depends on it: if a purged id is started again, the account's rows keep its
    /// steps from doing anything twice.
    /// </summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>
    /// No orchestration of this app is idle for so long: payment events are retried for ten hours, each step of an erasure for eight. The
    /// engine may have ended an instance and failed to write that in its row (github.com/Azure/durabletask, issue 1252), which then says
    /// that it is running. A purge by id does not ask for the status, so it takes such an instance too.
    /// </summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(7);

    [Function("PurgeOrchestrations")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var report = await SweepAsync(client, MaxPerRun, cancellationToken);
        telemetry.Swept("orchestrations", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    public Task<SweepReport> SweepAsync(DurableTaskClient client, int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Sweep.EachAsync(
            // An instance that was created less than an hour ago cannot have ended an hour ago.
            client.GetAllInstancesAsync(new OrchestrationQuery(CreatedTo: now - KeptFor)).Where(i => IsDue(i, now)),
            max,
            MaxAtOnce,
            (instance, token) => client.PurgeInstanceAsync(instance.InstanceId, token),
            (instance, fault) => LogFault(instance.InstanceId, fault.GetType().Name),
            cancellationToken
        );
    }

    internal static bool IsDue(OrchestrationMetadata instance, DateTimeOffset now) =>
        instance.LastUpdatedAt <= now - (instance.IsCompleted ? KeptFor : Idle);

    [LoggerMessage(
        2050,
        LogLevel.Information,
        "Swept {Seen} orchestrations: {Purged} purged, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int purged, int failed, bool more);

    [LoggerMessage(2051, LogLevel.Error, "Orchestration {InstanceId} could not be purged ({Fault})")]
    private partial void LogFault(string instanceId, string fault);
}
