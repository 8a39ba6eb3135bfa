using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Platform.Telemetry;
using Microsoft.DurableTask.Client;

namespace AiPromptGen.Accounts.Inactive;

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
    private const int MostPerRun = 1000;

    [Function("SweepInactiveAccounts")]
    public async Task RunAsync(
        [TimerTrigger(Schedule)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var (seen, done, failed) = (0, 0, 0);
        // Off, it says that it ran, or its silence would call somebody.
        var accounts =
            options.Value.InactiveDays == 0
                ? AsyncEnumerable.Empty<AccountId>()
                : inactive.FindDueAsync(AccountTurns.Of(time.GetUtcNow()), cancellationToken);
        await foreach (var id in accounts.Take(MostPerRun).WithCancellation(cancellationToken))
        {
            seen++;
            try
            {
                if (await inactive.CloseAsync(id, cancellationToken) is { } account)
                {
                    await erasures.EnsureAsync(client, account, ErasureReason.Inactive, cancellationToken);
                    done++;
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // One account must not keep the others waiting; it is looked at again tomorrow.
                failed++;
                LogFault(fault.GetType().Name);
            }
        }

        telemetry.Swept("inactive-accounts", done);
        LogSwept(seen, done, failed, seen == MostPerRun);
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
