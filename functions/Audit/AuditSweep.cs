using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Audit;

/// <summary>Daily: drops the audit tables that are due. Late, repeated or two at once, it does the same.</summary>
internal sealed partial class AuditSweep(AuditTables tables, AppTelemetry telemetry, ILogger<AuditSweep> logger)
{
    private const string Schedule = "0 20 0 * * *";

    /// <summary>More than three months of days: a run catches up with anything.</summary>
    private const int MaxPerRun = 100;

    [Function("DropAuditTables")]
    public async Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var report = await tables.Days.DropDueAsync(
            MaxPerRun,
            (day, fault) => LogFault(day, fault.GetType().Name),
            cancellationToken
        );
        telemetry.Swept("audit-tables", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    [LoggerMessage(
        6001,
        LogLevel.Information,
        "Swept {Seen} audit tables: {Dropped} dropped, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int dropped, int failed, bool more);

    [LoggerMessage(6002, LogLevel.Error, "The audit table of {Day} could not be dropped ({Fault})")]
    private partial void LogFault(DateOnly day, string fault);
}
