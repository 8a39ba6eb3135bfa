using System.Runtime.CompilerServices;
using Azure;

namespace AiPromptGen.Accounts;

/// <summary>What is remembered of a person's erased accounts.</summary>
/// <param name="ErasedAt">When the last of them was asked to go; null when none is remembered.</param>
/// <param name="HadSignUp">One of them had sign-up credits, not so long ago.</param>
/// <param name="FreeMonth">The last month whose free credits one of them had.</param>
/// <param name="Owed">Credits that the last of them owed: a payment went back after they were spent.</param>
public sealed record ErasedMemory(DateTimeOffset? ErasedAt, bool HadSignUp, string? FreeMonth, CreditAmount Owed)
{
    public static ErasedMemory Nothing { get; } = new(null, HadSignUp: false, FreeMonth: null, CreditAmount.Zero);
}

/// <summary>The columns of all rows of erased accounts; which of them a row has, its key says.</summary>
internal sealed record ErasedRow
{
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The daily sweep takes the row then.</summary>
    public required DateTimeOffset ForgetAt { get; init; }

    public string? FreeMonth { get; init; }

    public CreditAmount? Owed { get; init; }
}

/// <summary>
/// Which accounts were erased: a keyed hash of the id and times, so that an old sign-in opens no new account and deleting an
/// account does not pay. Who has not the secret cannot tell whose a row is, nor find it for a given person. Each row says when
/// it is to be forgotten.
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
    /// Longer than a sign-in lives anywhere, and forgotten by the daily sweep before it is 90 days old, even if the sweep fails
    /// once.
    /// </summary>
    public const int MaxDays = DayTableRules.DueAfterDays;

    /// <summary>After the hash: rows of the sign-up credits and of the free credits of a month, each with a time of its own.</summary>
    private const string SignUp = "-sign-up";
    private const string Monthly = "-monthly";

    /// <summary>128 bits: no two accounts share a name.</summary>
    private const int NameDigits = 32;

    /// <summary>Only an account with sign-up credits leaves a row of them; one without keeps the row of the account before it.</summary>
    /// <param name="account">Closing, its rows not yet deleted.</param>
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

    /// <summary>A name of the account for where ids are logged and kept for others to see: without the secret it leads to nobody.</summary>
    public string NameOf(AccountId accountId) => hashes.Hash("erasure-name", accountId.Value)[..NameDigits];

    public async Task<ErasedMemory> RecallAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(accountId);
        // A tilde is after all that may follow the hash.
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

    /// <returns>How many rows had served their time.</returns>
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
                // Erased once more in this very moment: the row is a new one.
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

/// <summary>Daily: forgets erased accounts when a new sign-up of theirs may have credits again.</summary>
internal sealed partial class ErasedAccountSweep(ErasedAccounts erased, ILogger<ErasedAccountSweep> logger)
{
    private const int MaxPerRun = 10_000;

    [Function("SweepErasedAccounts")]
    public async Task RunAsync([TimerTrigger("0 41 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogSwept(await erased.ForgetAsync(MaxPerRun, cancellationToken));

    [LoggerMessage(1010, LogLevel.Information, "Forgot {Forgotten} erased accounts")]
    private partial void LogSwept(int forgotten);
}
