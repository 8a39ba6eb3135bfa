namespace AiPromptGen.Credits;

/// <summary>
/// The only writer of account rows. Every change is one conditional transaction on the account's partition; `otherRows` makes rows of other
/// slices that are written in the same transaction. It is called again for each attempt, with the result that this attempt would write, and
/// not at all when nothing is to be written.
/// </summary>
/// <remarks>
/// Every change may throw <see cref="LedgerUnavailableException"/> and, when it writes rows of other slices,
/// <see cref="OtherRowConflictException"/>. A change of an account that is being erased throws the problem
/// <see cref="AccountClosing.Problem"/>, and so does one that names an account which is gone (<see cref="AccountRef.OpenedAt"/>). A change
/// that names none throws <see cref="AccountNotFoundException"/> when there is no account. Ending a reservation throws neither: it works
/// on a closing account, and answers NotFound when there is no account.
/// </remarks>
public sealed partial class AccountLedger(TableClient users, TimeProvider time, Jitter jitter)
{
    public const int MaxPageSize = 500;

    /// <summary>What the row key of a reservation begins with, before the reservation's id.</summary>
    public const string ReservationRowPrefix = "reservation-";

    private readonly LedgerTransactions _transactions = new(users, time, jitter);

    /// <summary>Reads the account, or opens it with this profile and, unless it is null, this sign-up grant.</summary>
    /// <param name="owed">What the person's last account owed when it was erased; grants pay it first.</param>
    public async Task<LedgerAccount> OpenAsync(
        AccountId accountId,
        AccountProfile profile,
        Grant? signUpGrant,
        CreditAmount owed,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(accountId, cancellationToken) is { } account)
        {
            return account;
        }

        var unopened = new LedgerAccount
        {
            Id = accountId,
            Credits = CreditAccount.Empty with { Debt = owed },
            Usage = UsageState.Empty,
            Profile = new AccountProfile(),
            ETag = default,
        };
        var result = await _transactions.RunAsync<bool>(
            accountId,
            unopened,
            (attempt, _) =>
                new(
                    attempt.Account.ETag == default
                        ? Opening(attempt, profile, signUpGrant)
                        : LedgerChange.Nothing(false)
                ),
            cancellationToken
        );
        return result.Account with { Opened = result.Wrote };
    }

    /// <returns>Null when the account was never opened, or was erased.</returns>
    public Task<LedgerAccount?> ReadAsync(AccountId accountId, CancellationToken cancellationToken) =>
        _transactions.ReadAsync(accountId, cancellationToken);

    /// <param name="cursor">The cursor that came with the page before; null for the newest page.</param>
    /// <param name="pageSize">1 to 500.</param>
    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    public async Task<LedgerPage> EntriesAsync(
        AccountId accountId,
        string? cursor,
        int pageSize,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
        var newest = LedgerKeys.Entry(LedgerKeys.FromCursor(cursor) - 1);
        var oldest = LedgerKeys.Entry(1);
        var rows = users.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {accountId.Value} and RowKey ge {newest} and RowKey le {oldest}"
            ),
            maxPerPage: pageSize + 1,
            cancellationToken: cancellationToken
        );
        var entries = new List<LedgerEntry>();
        await foreach (var row in rows)
        {
            if (entries.Count == pageSize)
            {
                return new(entries, LedgerKeys.Cursor(entries[^1].Sequence));
            }

            entries.Add(EntryRow.Read(row));
        }

        return new(entries, null);
    }

    /// <summary>
    /// Makes one conditional transaction on the account row and the rows written with it. `decide` is called again after every lost race or
    /// unclear answer. So it must recognize what an earlier attempt of it has already written (as admission does by the generation's id),
    /// and must not change anything itself.
    /// </summary>
    public Task<T> ChangeAsync<T>(
        AccountRef account,
        Func<LedgerAccount, LedgerChange<T>> decide,
        CancellationToken cancellationToken
    ) =>
        RunOpenAsync<T>(
            account,
            (attempt, _) =>
                new(
                    AccountClosing.IsOver(attempt.Account, account)
                        ? AccountClosing.Refuse<T>(attempt)
                        : decide(attempt.Account)
                ),
            cancellationToken
        );

    /// <summary>Runs a change that only an open account takes; `decide` refuses it where <see cref="AccountClosing.IsOver"/>.</summary>
    private async Task<T> RunOpenAsync<T>(
        AccountRef account,
        LedgerDecision<T> decide,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await _transactions.RunAsync(account.Id, null, decide, cancellationToken)).Outcome;
        }
        catch (AccountNotFoundException) when (account.OpenedAt is not null)
        {
            throw AccountClosing.Problem.ToException();
        }
    }

    private LedgerChange<bool> Opening(LedgerAttempt attempt, AccountProfile profile, Grant? signUpGrant)
    {
        var opening = new LedgerChange<bool> { Outcome = true, Profile = _ => profile };
        if (signUpGrant is null)
        {
            return opening;
        }

        var now = time.GetUtcNow();
        var change = CreditRules.Grant(attempt.Account.Credits, signUpGrant, now);
        var row = OnceRow.From(signUpGrant).Add(attempt.Account.Id, signUpGrant.Amount.Value, now, attempt.Token);
        return opening with { Credits = change, Rows = [row] };
    }
}
