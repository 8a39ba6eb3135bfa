using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Uploads;

/// <summary>Hourly: deletes uploads past their 24 hours, whatever happened to their generation. The lifecycle rule is the backstop.</summary>
internal sealed partial class UploadSweep(UploadStore uploads, ILogger<UploadSweep> logger)
{
    private const int MostPerRun = 1000;

    [Function("SweepUploads")]
    public async Task RunAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var deleted = await uploads.SweepAsync(MostPerRun, cancellationToken);
        LogSwept(deleted);
    }

    [LoggerMessage(4001, LogLevel.Information, "Swept {Deleted} uploads")]
    private partial void LogSwept(int deleted);
}
