using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>Daily: drops the days of events that are due, also after paid plans were turned off.</summary>
internal sealed partial class InboxSweep(WebhookInbox inbox, ILogger<InboxSweep> logger)
{
    private const int MostPerRun = 100;

    [Function("DropInboxTables")]
    public async Task RunAsync([TimerTrigger("0 25 0 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await inbox.Days.DropDueAsync(
            MostPerRun,
            (day, fault) => LogFault(day, fault.GetType().Name),
            cancel
        );
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    [LoggerMessage(
        3030,
        LogLevel.Information,
        "Swept {Seen} days of payment events: {Dropped} dropped, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int dropped, int failed, bool more);

    [LoggerMessage(3031, LogLevel.Error, "The payment events of {Day} could not be dropped ({Fault})")]
    private partial void LogFault(DateOnly day, string fault);
}
