using AiPromptGen.Platform.Telemetry;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Generations;

/// <summary>
/// Every ten minutes: purges orchestrations that ended, in whatever way, an hour ago or more, and those that have done nothing
/// for a week. Page by page and one by one: the official bulk purge knows only when an instance was created, has no bound, and
/// scans the hub for every window.
/// </summary>
internal sealed partial class OrchestrationPurge(
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<OrchestrationPurge> logger
)
{
    private const string Schedule = "0 4-59/10 * * * *";

    /// <summary>166 a second, in a run of five minutes (docs/capacity.md). Beyond that the engine has to purge by itself.</summary>
    private const int MaxPerRun = 100_000;
    private const int MaxAtOnce = 16;

    /// <summary>After the end. Nothing depends on it: what a purged id would do again is fenced by the account's rows.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>
    /// Nothing of ours is idle for so long: payment events go on for ten hours, each step of an erasure for eight. The engine
    /// may have ended an instance and still say that it runs (github.com/Azure/durabletask, issue 1252): its row was not
    /// written. A purge by id does not ask for the status.
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
            // What was created later cannot have ended by then.
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
