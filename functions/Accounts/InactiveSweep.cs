using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Platform.Telemetry;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts;

/// <summary>
/// Every hour, a part of all accounts, so that each is looked at once a day: those that are inactive and were told so long ago
/// are closed and their erasure begins; one that was begun and does not run is begun again.
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

    /// <summary>What is beyond waits for the next day, when these are gone.</summary>
    private const int MaxPerRun = 1000;

    [Function("SweepInactiveAccounts")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var done = 0;
        // Off, it says that it ran, or its silence would call somebody.
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
