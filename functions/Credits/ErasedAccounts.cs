using Azure;

namespace AiPromptGen.Credits;

/// <summary>What is remembered of a person's erased accounts.</summary>
/// <param name="ErasedAt">When the last of them was asked to go; null when none is remembered.</param>
/// <param name="HadSignUp">One of them had sign-up credits, not so long ago.</param>
/// <param name="FreeMonth">The last month whose free credits one of them had.</param>
/// <param name="Owed">Credits that the last of them owed: a payment went back after they were spent.</param>
public sealed record ErasedMemory(DateTimeOffset? ErasedAt, bool HadSignUp, string? FreeMonth, CreditAmount Owed)
{
    public static ErasedMemory Nothing { get; } = new(null, HadSignUp: false, FreeMonth: null, CreditAmount.Zero);
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
    public const int MostDays = DayTableRules.DueAfterDays;

    private const string ErasedAt = "ErasedAt";
    private const string ForgetAt = "ForgetAt";
    private const string Owed = "Owed";

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
        var closing = account.Profile.GetValueOrDefault(AccountClosing.ClosingSince) as DateTimeOffset?;
        var since = closing ?? time.GetUtcNow();
        var last = new TableEntity(partition, key) { [ErasedAt] = since, [ForgetAt] = since.AddDays(MostDays) };
        if (account.Credits.Debt > CreditAmount.Zero)
        {
            last[Owed] = account.Credits.Debt.Value;
        }

        List<TableTransactionAction> rows = [Row(last)];
        var grant = await users.GetEntityIfExistsAsync<TableEntity>(
            account.Id.Value,
            LedgerKeys.Grant(AccountOpening.SignUp),
            cancellationToken: cancellationToken
        );
        if (grant.HasValue)
        {
            var until = since.AddDays(options.Value.SignUpAgainDays);
            rows.Add(Row(new TableEntity(partition, key + SignUp) { [ForgetAt] = until }));
        }

        if (account.Profile.GetValueOrDefault(AccountOpening.FreeMonth) is string month)
        {
            var until = MonthlyRules.EndOf(time.GetUtcNow()).AddDays(1);
            rows.Add(
                Row(
                    new TableEntity(partition, key + Monthly) { [AccountOpening.FreeMonth] = month, [ForgetAt] = until }
                )
            );
        }

        await erased.SubmitTransactionAsync(rows, cancellationToken);
    }

    /// <summary>A name of the account for where ids are logged and kept for others to see: without the secret it leads to nobody.</summary>
    public string NameOf(AccountId accountId) => hashes.Of("erasure-name", accountId.Value)[..NameDigits];

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
            memory = row.RowKey[key.Length..] switch
            {
                SignUp => memory with { HadSignUp = row.GetDateTimeOffset(ForgetAt) > now },
                Monthly => memory with { FreeMonth = row.GetString(AccountOpening.FreeMonth) },
                _ => memory with
                {
                    ErasedAt = row.GetDateTimeOffset(ErasedAt),
                    Owed = new CreditAmount(row.GetInt64(Owed) ?? 0),
                },
            };
        }

        return memory;
    }

    /// <returns>How many rows had served their time.</returns>
    public async Task<int> ForgetAsync(int most, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"ForgetAt le {time.GetUtcNow()}");
        var forgotten = 0;
        await foreach (
            var row in erased.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Take(most)
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

    private static TableTransactionAction Row(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    private (string Partition, string Key) KeysOf(AccountId id)
    {
        var hash = hashes.Of("erased-account", id.Value);
        return (hash[..1], hash);
    }
}
