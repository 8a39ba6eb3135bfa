using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Generations.Images;

/// <summary>Daily: deletes painted pictures past their seven days. The lifecycle rule is the backstop.</summary>
internal sealed partial class ResultSweep(ResultStore results, ILogger<ResultSweep> logger)
{
    private const int MostPerRun = 10_000;

    [Function("SweepResults")]
    public async Task RunAsync([TimerTrigger("0 23 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var deleted = await results.SweepAsync(MostPerRun, cancellationToken);
        LogSwept(deleted);
    }

    [LoggerMessage(2050, LogLevel.Information, "Swept {Deleted} painted pictures")]
    private partial void LogSwept(int deleted);
}
