using AiPromptGen.Billing.Records;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Billing.Webhooks;

/// <summary>
/// Daily: drops the days of events that are due, and receipts of erased accounts that the law wants no longer; also after paid
/// plans were turned off.
/// </summary>
internal sealed partial class InboxSweep(
    WebhookInbox inbox,
    InvoiceArchive archive,
    IOptions<BillingOptions> options,
    TimeProvider time,
    ILogger<InboxSweep> logger
)
{
    private const int MostPerRun = 100;

    /// <summary>All of a year fall due on one day; what is beyond goes on the next.</summary>
    private const int MostReceipts = 10_000;

    [Function("DropInboxTables")]
    public async Task RunAsync([TimerTrigger("0 25 0 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await inbox.Days.DropDueAsync(
            MostPerRun,
            (day, fault) => LogFault(day, fault.GetType().Name),
            cancel
        );
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
        var firstYear = time.GetUtcNow().Year - options.Value.ReceiptYears;
        LogForgotten(await archive.ForgetBeforeAsync(firstYear, MostReceipts, cancel));
    }

    [LoggerMessage(
        3030,
        LogLevel.Information,
        "Swept {Seen} days of payment events: {Dropped} dropped, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int dropped, int failed, bool more);

    [LoggerMessage(3032, LogLevel.Information, "Forgot {Receipts} receipts of erased accounts whose time was over")]
    private partial void LogForgotten(int receipts);

    [LoggerMessage(3031, LogLevel.Error, "The payment events of {Day} could not be dropped ({Fault})")]
    private partial void LogFault(DateOnly day, string fault);
}
