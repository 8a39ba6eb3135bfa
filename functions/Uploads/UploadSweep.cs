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
    private const int MostPerRun = 50_000;
    private const int MostAtOnce = 32;

    [Function("SweepUploads")]
    public async Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var report = await SweepAsync(MostPerRun, cancellationToken);
        telemetry.Swept("uploads", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    public async Task<SweepReport> SweepAsync(int most, CancellationToken cancellationToken)
    {
        var (past, failed) = (await index.PastAsync(most, cancellationToken), 0);
        await AtOnce.ForEachAsync(
            past,
            MostAtOnce,
            async (entry, token) =>
            {
                try
                {
                    await uploads.DeleteAsync(entry.Account, entry.UploadId, token);
                    await index.RemoveAsync(entry, token);
                }
                catch (Exception fault) when (!token.IsCancellationRequested)
                {
                    // One that cannot be deleted now must not keep the others; it stays for the next run.
                    Interlocked.Increment(ref failed);
                    LogFault(entry.UploadId, fault.GetType().Name);
                }
            },
            cancellationToken
        );
        return new SweepReport(past.Count, past.Count - failed, failed, past.Count == most);
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
