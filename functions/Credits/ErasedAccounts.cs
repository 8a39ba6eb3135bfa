using System.Security.Cryptography;
using System.Text;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Credits;

/// <summary>
/// Which erased accounts had sign-up credits or those of the month: a keyed hash of the id and a time, for so long that deleting an account does not
/// pay. Who has not the secret cannot tell whose a row is, nor find it for a given person.
/// </summary>
public sealed class ErasedAccounts(StorageClients storage, IOptions<CreditOptions> options, TimeProvider time)
{
    private const string DevelopmentSecret = "development only, 32 characters at least";
    private const string ErasedAt = "ErasedAt";

    /// <summary>After the hash, of a row about the free credits of a month.</summary>
    private const string Monthly = "-monthly";

    private readonly byte[] secret = Encoding.UTF8.GetBytes(options.Value.ErasedKeySecret ?? DevelopmentSecret);

    /// <summary>Only an account with sign-up credits leaves a row; one without keeps the row of the account before it.</summary>
    /// <param name="account">Closing, its rows not yet deleted.</param>
    public async Task RememberAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var grant = await storage.Users.GetEntityIfExistsAsync<TableEntity>(
            account.Id.Value,
            LedgerKeys.Grant(AccountOpening.SignUp),
            cancellationToken: cancellationToken
        );
        if (grant.HasValue)
        {
            var (partition, key) = KeysOf(account.Id);
            var row = new TableEntity(partition, key)
            {
                [ErasedAt] = account.Profile.GetValueOrDefault(AccountClosing.ClosingSince),
            };
            await storage.Erased.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }

        if (account.Profile.GetValueOrDefault(AccountOpening.FreeMonth) is string month)
        {
            var (partition, key) = KeysOf(account.Id);
            // Kept past the end of that month, whatever the time is for sign-up credits.
            var free = new TableEntity(partition, key + Monthly)
            {
                [ErasedAt] = MonthlyRules.EndOf(time.GetUtcNow()).AddDays(1),
                [AccountOpening.FreeMonth] = month,
            };
            await storage.Erased.UpsertEntityAsync(free, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <returns>False when an erased account of the same person had the free credits of that month.</returns>
    public async Task<bool> MayHaveMonthlyAsync(AccountId accountId, string month, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(accountId);
        var found = await storage.Erased.GetEntityIfExistsAsync<TableEntity>(
            partition,
            key + Monthly,
            cancellationToken: cancellationToken
        );
        return found is not { HasValue: true, Value: { } row }
            || !month.Equals(row.GetString(AccountOpening.FreeMonth), StringComparison.Ordinal);
    }

    public async Task<bool> MayHaveSignUpCreditsAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(accountId);
        var found = await storage.Erased.GetEntityIfExistsAsync<TableEntity>(
            partition,
            key,
            cancellationToken: cancellationToken
        );
        return found is not { HasValue: true, Value: { } row } || row.GetDateTimeOffset(ErasedAt) <= Oldest();
    }

    /// <returns>How many rows had served their time.</returns>
    public async Task<int> ForgetAsync(int most, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"ErasedAt le {Oldest()}");
        var forgotten = 0;
        await foreach (
            var row in storage.Erased.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Take(most)
        )
        {
            try
            {
                await storage.Erased.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
                forgotten++;
            }
            catch (RequestFailedException changed) when (changed.Status == 412)
            {
                // Erased once more in this very moment: the row is a new one.
            }
        }

        return forgotten;
    }

    private DateTimeOffset Oldest() => time.GetUtcNow() - TimeSpan.FromDays(options.Value.SignUpAgainDays);

    private (string Partition, string Key) KeysOf(AccountId id)
    {
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(id.Value)));
        return (hash[..1], hash);
    }
}
