using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Generations.Images;

/// <summary>
/// Runs every day and deletes painted pictures that are older than seven days. A late run, and two runs at once, have the same effect. What
/// it misses is deleted by the storage account's lifecycle rule.
/// </summary>
internal sealed partial class ResultSweep(
    StorageClients storage,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<ResultSweep> logger
)
{
    private const string Schedule = "0 23 3 * * *";

    /// <summary>Over a day about five a second. The lifecycle rule deletes what is beyond that (docs/capacity.md).</summary>
    private const int MaxPerRun = 500_000;
    private const int MaxAtOnce = 32;

    [Function("SweepResults")]
    public async Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var report = await SweepAsync(MaxPerRun, cancellationToken);
        telemetry.Swept("results", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    private Task<SweepReport> SweepAsync(int max, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - ResultStore.Kept;
        return Sweep.EachAsync(
            storage
                .Results.GetBlobsAsync(cancellationToken: cancellationToken)
                .Where(blob => blob.Properties.LastModified <= before),
            max,
            MaxAtOnce,
            (blob, token) => storage.Results.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: token),
            (_, fault) => LogFault(fault.GetType().Name),
            cancellationToken
        );
    }

    [LoggerMessage(
        2060,
        LogLevel.Information,
        "Swept {Seen} painted pictures: {Deleted} deleted, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int deleted, int failed, bool more);

    [LoggerMessage(2061, LogLevel.Error, "A painted picture could not be deleted ({Fault})")]
    private partial void LogFault(string fault);
}
