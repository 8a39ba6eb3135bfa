using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Platform.Telemetry;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts;

/// <summary>
/// Looks at a 24th of all accounts every hour, and so at each account once a day. An account that is inactive, and whose person
/// was told at least <see cref="RetentionOptions.NoticeDays"/> days ago, is closed, and its erasure begins. An erasure that was
/// begun and is no longer running is started again.
/// </summary>
internal sealed partial class InactiveSweep(
    InactiveAccounts inactive,
    AccountErasures erasures,
    IOptions<RetentionOptions> options,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<InactiveSweep> logger
)
{
    private const string Schedule = "0 17 * * * *";

    /// <summary>The most accounts that one run acts on. The others are found a day later, when these need nothing any more.</summary>
    private const int MaxPerRun = 1000;

    [Function("SweepInactiveAccounts")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var done = 0;
        // With 0 days inactive accounts are kept. The run is reported all the same, because an alert calls a person when a timer
        // falls silent.
        var accounts =
            options.Value.InactiveDays == 0
                ? AsyncEnumerable.Empty<AccountId>()
                : inactive.FindDueAsync(AccountTurns.At(time.GetUtcNow()), cancellationToken);
        var report = await Sweep.EachAsync(
            accounts,
            MaxPerRun,
            atOnce: 1,
            async (id, token) =>
            {
                if (await inactive.CloseAsync(id, token) is { } account)
                {
                    await erasures.EnsureAsync(client, account, ErasureReason.Inactive, token);
                    done++;
                }
            },
            (_, fault) => LogFault(fault.GetType().Name),
            cancellationToken
        );
        telemetry.Swept("inactive-accounts", done);
        LogSwept(report.Seen, done, report.Failed, report.More);
    }

    [LoggerMessage(
        5010,
        LogLevel.Information,
        "Swept {Seen} inactive accounts: {Erased} are being erased, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int erased, int failed, bool more);

    [LoggerMessage(5011, LogLevel.Error, "An inactive account could not be looked at ({Fault})")]
    private partial void LogFault(string fault);
}
