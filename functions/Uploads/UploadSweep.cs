using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Uploads;

/// <summary>
/// Runs every ten minutes and deletes uploads that are older than 24 hours, blob and row, whatever became of their generation, and also
/// when one of the two is gone already. A late run, and two runs at once, have the same effect. What it misses is deleted by the storage
/// account's lifecycle rule.
/// </summary>
internal sealed partial class UploadSweep(
    UploadIndex index,
    UploadStore uploads,
    AppTelemetry telemetry,
    ILogger<UploadSweep> logger
)
{
    private const string Schedule = "0 7-59/10 * * * *";

    /// <summary>About 83 a second (docs/capacity.md).</summary>
    private const int MaxPerRun = 50_000;
    private const int MaxAtOnce = 32;

    [Function("SweepUploads")]
    public async Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var report = await SweepAsync(MaxPerRun, cancellationToken);
        telemetry.Swept("uploads", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    public async Task<SweepReport> SweepAsync(int max, CancellationToken cancellationToken)
    {
        var past = await index.PastAsync(max, cancellationToken);
        return await Sweep.EachAsync(
            past.ToAsyncEnumerable(),
            max,
            MaxAtOnce,
            async (entry, token) =>
            {
                await uploads.DeleteAsync(entry.Account, entry.UploadId, token);
                await index.RemoveAsync(entry, token);
            },
            (entry, fault) => LogFault(entry.UploadId, fault.GetType().Name),
            cancellationToken
        );
    }

    [LoggerMessage(
        4001,
        LogLevel.Information,
        "Swept {Seen} uploads: {Deleted} deleted, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int deleted, int failed, bool more);

    [LoggerMessage(4002, LogLevel.Error, "Upload {UploadId} could not be deleted ({Fault})")]
    private partial void LogFault(string uploadId, string fault);
}
