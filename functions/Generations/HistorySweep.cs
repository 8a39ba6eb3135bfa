using AiPromptGen.Platform.Telemetry;
using Azure;

namespace AiPromptGen.Generations;

/// <summary>
/// Runs every hour on a 24th of all accounts, so that each account is looked at once a day, and deletes generations that ended longer ago
/// than the owner keeps a history (<see cref="RetentionOptions.HistoryDays"/>). A run that is late or repeated, and two runs at once, have
/// the same effect.
/// </summary>
internal sealed partial class HistorySweep(
    StorageClients storage,
    GenerationStore generations,
    AccountLedger ledger,
    IOptions<RetentionOptions> options,
    AppTelemetry telemetry,
    TimeProvider time,
    ILogger<HistorySweep> logger
)
{
    private const string Schedule = "0 47 * * * *";

    /// <summary>
    /// About 5 a second, as a run begins every hour (docs/capacity.md). What a run leaves comes a day later, in the next turn of its
    /// accounts.
    /// </summary>
    private const int MaxPerRun = 20_000;
    private const int MaxAtOnce = 16;

    private static readonly string Parked = Generation.Word(GenerationStatus.Parked);

    [Function("SweepHistory")]
    public async Task RunAsync([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        // With the history's end turned off the run is still counted, because an alert calls somebody when a timer is silent.
        var due = options.Value.HistoryDays == 0 ? AsyncEnumerable.Empty<TableEntity>() : Due();
        var report = await Sweep.EachAsync(
            due,
            MaxPerRun,
            MaxAtOnce,
            DeleteAsync,
            (_, fault) => LogFault(fault.GetType().Name),
            cancellationToken
        );
        telemetry.Swept("history", report.Done);
        LogSwept(report.Seen, report.Done, report.Failed, report.More);
    }

    /// <summary>Deletes the generation unless it is parked with an open reservation, which still holds credits.</summary>
    private async Task DeleteAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var (account, id) = (new AccountId(row.PartitionKey), row.RowKey[Generation.RowPrefix.Length..]);
        var isOpen =
            string.Equals(row.GetString(nameof(Generation.Status)), Parked, StringComparison.Ordinal)
            && await ledger.ReadAsync(account, cancellationToken) is { } holder
            && holder.Credits.Open.Any(open => string.Equals(open.Id, id, StringComparison.Ordinal));
        if (!isOpen)
        {
            await generations.DeleteAsync(account, id, row.GetString(nameof(Generation.KeyRow)), cancellationToken);
        }
    }

    private AsyncPageable<TableEntity> Due()
    {
        var (now, first, end) = (time.GetUtcNow(), Generation.RowPrefix, Generation.RowPrefix + "~");
        var before = now.AddDays(-options.Value.HistoryDays);
        var (from, beyond) = AccountTurns.At(now);
        return storage.Users.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey ge {from} and PartitionKey lt {beyond} and RowKey gt {first} and RowKey lt {end} and CompletedAt le {before}"
            ),
            select:
            [
                nameof(ITableEntity.PartitionKey),
                nameof(ITableEntity.RowKey),
                nameof(Generation.KeyRow),
                nameof(Generation.Status),
            ]
        );
    }

    [LoggerMessage(
        2080,
        LogLevel.Information,
        "Swept {Seen} generations past the history's end: {Deleted} deleted, {Failed} failed, more: {More}"
    )]
    private partial void LogSwept(int seen, int deleted, int failed, bool more);

    [LoggerMessage(2081, LogLevel.Error, "A generation past the history's end stays another day ({Fault})")]
    private partial void LogFault(string fault);
}
