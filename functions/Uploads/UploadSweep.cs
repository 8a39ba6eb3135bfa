using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Uploads;

/// <summary>
/// Every ten minutes: deletes uploads past their 24 hours, blob and row, whatever happened to their generation, and whichever of the two
/// is gone already. Two at once, or one that is late, do the same. The lifecycle rule is the backstop.
/// </summary>
internal sealed partial class UploadSweep(
    UploadIndex index,
    UploadStore uploads,
    AppTelemetry telemetry,
    ILogger<UploadSweep> logger
)
{
    private const string Schedule = "0 7-59/10 * * * *";

    /// <summary>83 a second (docs/capacity.md).</summary>
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
