using System.Runtime.CompilerServices;
using Azure;

namespace AiPromptGen.Accounts;

/// <summary>What is remembered of a person's erased accounts.</summary>
/// <param name="ErasedAt">When the erasure of the last of them was asked for; null when none is remembered.</param>
/// <param name="HadSignUp">
/// Whether one of them had sign-up credits, and <see cref="CreditOptions.SignUpAgainDays"/> have not passed since its erasure.
/// </param>
/// <param name="FreeMonth">
/// The last calendar month (UTC, "202611") whose free credits one of them had; null when none is remembered.
/// </param>
/// <param name="Owed">Credits that the last of them owed, because a payment was given back after its credits were spent.</param>
public sealed record ErasedMemory(DateTimeOffset? ErasedAt, bool HadSignUp, string? FreeMonth, CreditAmount Owed)
{
    public static ErasedMemory Nothing { get; } = new(null, HadSignUp: false, FreeMonth: null, CreditAmount.Zero);
}

/// <summary>The columns of all kinds of rows about erased accounts. The end of a row's key decides which of them it has.</summary>
internal sealed record ErasedRow
{
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>From then on the daily sweep deletes the row.</summary>
    public required DateTimeOffset ForgetAt { get; init; }

    public string? FreeMonth { get; init; }

    public CreditAmount? Owed { get; init; }
}

/// <summary>
/// Remembers which accounts were erased, as a keyed hash of the id with times, so that an old sign-in opens no new account and nobody gains
/// credits by deleting an account. Without the secret nobody can tell whose row it is, or find the row of a given person. Each row holds
/// the time when it is to be deleted.
/// </summary>
public sealed class ErasedAccounts(
    TableClient users,
    TableClient erased,
    KeyedHashes hashes,
    IOptions<CreditOptions> options,
    TimeProvider time
)
{
    /// <summary>
    /// Days that an erasure is remembered. No sign-in lasts as long, and the daily sweep deletes the row before it is 90 days old, even if
    /// the sweep fails once.
    /// </summary>
    public const int MaxDays = DayTableRules.DueAfterDays;

    /// <summary>
    /// What follows the hash in the keys of two further rows, about the sign-up credits and about the free credits of a month. Each has its
    /// own time to be deleted.
    /// </summary>
    private const string SignUp = "-sign-up";
    private const string Monthly = "-monthly";

    /// <summary>Hex digits of a name: 128 bits, so that no two accounts share a name.</summary>
    private const int NameDigits = 32;

    /// <summary>
    /// Stores what is to be remembered of the account. Only an account that had sign-up credits writes the row about them; any other leaves
    /// the row of an earlier account as it is.
    /// </summary>
    /// <param name="account">An account that is closing and whose rows are not yet deleted.</param>
    public async Task RememberAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (partition, key) = KeysOf(account.Id);
        var since = account.Profile.ClosingSince ?? time.GetUtcNow();
        var last = new ErasedRow
        {
            ErasedAt = since,
            ForgetAt = since.AddDays(MaxDays),
            Owed = account.Credits.Debt > CreditAmount.Zero ? account.Credits.Debt : null,
        };
        List<TableTransactionAction> rows = [Row(partition, key, last)];
        var grant = await users.FindOneAsync(account.Id.Value, LedgerKeys.Grant(Grant.SignUp), cancellationToken);
        if (grant is not null)
        {
            var until = since.AddDays(options.Value.SignUpAgainDays);
            rows.Add(Row(partition, key + SignUp, new ErasedRow { ForgetAt = until }));
        }

        if (account.Profile.FreeMonth is { } month)
        {
            var until = MonthlyRules.EndOf(time.GetUtcNow()).AddDays(1);
            rows.Add(Row(partition, key + Monthly, new ErasedRow { FreeMonth = month, ForgetAt = until }));
        }

        await erased.SubmitTransactionAsync(rows, cancellationToken);
    }

    /// <summary>
    /// A name for the account in places that are logged, such as the id of an orchestration. Without the secret it does not lead to the
    /// account.
    /// </summary>
    public string NameOf(AccountId accountId) => hashes.Hash("erasure-name", accountId.Value)[..NameDigits];

    public async Task<ErasedMemory> RecallAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(accountId);
        // A tilde sorts after everything that may follow the hash.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {key} and RowKey lt {key + "~"}"
        );
        var now = time.GetUtcNow();
        var memory = ErasedMemory.Nothing;
        await foreach (var row in erased.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var held = RowMap.Read<ErasedRow>(row);
            memory = row.RowKey[key.Length..] switch
            {
                SignUp => memory with { HadSignUp = held.ForgetAt > now },
                Monthly => memory with { FreeMonth = held.FreeMonth },
                _ => memory with { ErasedAt = held.ErasedAt, Owed = held.Owed ?? CreditAmount.Zero },
            };
        }

        return memory;
    }

    /// <returns>How many rows were deleted.</returns>
    public async Task<int> ForgetAsync(int max, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"ForgetAt le {time.GetUtcNow()}");
        var forgotten = 0;
        await foreach (
            var row in erased.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Take(max)
        )
        {
            try
            {
                await erased.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
                forgotten++;
            }
            catch (RequestFailedException changed) when (changed.Status == 412)
            {
                // The person has just erased another account, so the row is a new one and stays.
            }
        }

        return forgotten;
    }

    private static TableTransactionAction Row(string partition, string key, ErasedRow row) =>
        new(TableTransactionActionType.UpsertReplace, RowMap.ToRow(partition, key, row));

    private (string Partition, string Key) KeysOf(AccountId id)
    {
        var hash = hashes.Hash("erased-account", id.Value);
        return (hash[..1], hash);
    }
}

/// <summary>What is remembered of the accounts that the person erased before.</summary>
internal sealed class ErasedExport(ErasedAccounts erased) : IExportSection
{
    public string Name => "remembered";

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(
        AccountId accountId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var memory = await erased.RecallAsync(accountId, cancellationToken);
        if (memory == ErasedMemory.Nothing)
        {
            yield break;
        }

        yield return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["rowKey"] = "erased",
            ["erasedAt"] = memory.ErasedAt,
            ["hadSignUpCredits"] = memory.HadSignUp,
            ["freeMonth"] = memory.FreeMonth,
            ["owed"] = memory.Owed.Value,
        };
    }
}

/// <summary>Deletes the rows about erased accounts whose time has come, once a day.</summary>
internal sealed partial class ErasedAccountSweep(ErasedAccounts erased, ILogger<ErasedAccountSweep> logger)
{
    /// <summary>Rows that one run deletes at most; the next run goes on.</summary>
    private const int MaxPerRun = 10_000;

    [Function("SweepErasedAccounts")]
    public async Task RunAsync([TimerTrigger("0 41 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogSwept(await erased.ForgetAsync(MaxPerRun, cancellationToken));

    [LoggerMessage(1010, LogLevel.Information, "Forgot {Forgotten} erased accounts")]
    private partial void LogSwept(int forgotten);
}
