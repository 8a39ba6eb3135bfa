using AiPromptGen.Platform.Telemetry;

namespace AiPromptGen.Audit;

/// <summary>
/// Drops the audit tables that are due, once a day. A run that is late or repeated, or two runs at once, have the same result.
/// </summary>
internal sealed partial class AuditSweep(AuditTables tables, AppTelemetry telemetry, ILogger<AuditSweep> logger)
{
    private const string Schedule = "0 20 0 * * *";

    /// <summary>The most tables that one run drops. One table is due each day, so this catches up on more than three months.</summary>
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
