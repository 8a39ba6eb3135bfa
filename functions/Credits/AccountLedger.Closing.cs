using Azure;

namespace AiPromptGen.Credits;

/// <summary>
/// How an account is closed and deleted. The person's next account has the same id, so each step names the account that it means by the
/// time when that was opened, and a step that runs late does not touch the next account.
/// </summary>
public sealed partial class AccountLedger
{
    /// <summary>Rows that one transaction deletes: 99, because the account row takes one of the 100 places of a transaction.</summary>
    private const int RowsAPage = TableGuards.MaxActions - 1;

    /// <summary>Marks the account as closing: from now on it takes nothing new, but open reservations can still be ended.</summary>
    /// <returns>False when the account that was opened then no longer exists.</returns>
    public async Task<bool> CloseAsync(
        AccountId accountId,
        DateTimeOffset openedAt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await _transactions.RunAsync<bool>(
                accountId,
                null,
                (attempt, _) => new(Closing(attempt.Account, openedAt)),
                cancellationToken
            );
            return result.Outcome;
        }
        catch (AccountNotFoundException)
        {
            return false;
        }
    }

    /// <returns>
    /// The account while it is closing; null when it is not closing, or when the account that was opened then no longer exists.
    /// </returns>
    public async Task<LedgerAccount?> FindClosingAsync(
        AccountId accountId,
        DateTimeOffset openedAt,
        CancellationToken cancellationToken
    ) =>
        await ReadAsync(accountId, cancellationToken) is { IsClosing: true } account && account.OpenedAt == openedAt
            ? account
            : null;

    /// <summary>
    /// Deletes the rows of a closing account, the account row last. Until then the deletion of every page is conditional on the account
    /// row, so that neither a late repetition nor a late settlement can affect the next account of the same id.
    /// </summary>
    /// <param name="maxPages">The most pages that this call deletes; a page has up to 99 rows.</param>
    /// <returns>True when nothing is left.</returns>
    public async Task<bool> DeleteRowsAsync(
        AccountId accountId,
        DateTimeOffset openedAt,
        int maxPages,
        CancellationToken cancellationToken
    )
    {
        for (var page = 0; page < maxPages; page++)
        {
            if (await FindClosingAsync(accountId, openedAt, cancellationToken) is not { } account)
            {
                return true;
            }

            try
            {
                await DeletePageAsync(account, cancellationToken);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                // Another call settled a generation or deletes the same rows, so the account is read again.
            }
        }

        return await FindClosingAsync(accountId, openedAt, cancellationToken) is null;
    }

    /// <summary>
    /// Adds a row of another slice while the account is open, so that no row can outlive the account. The row must have a new id.
    /// </summary>
    /// <exception cref="Platform.Http.ProblemException">409: the account is closing, or was erased since the request began.</exception>
    /// <param name="account">The account that the row's partition belongs to.</param>
    public async Task AddRowAsync(AccountRef account, TableEntity row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!string.Equals(row.PartitionKey, account.Id.Value, StringComparison.Ordinal))
        {
            throw new ArgumentException("The row is in another account's partition.", nameof(row));
        }

        var change = new LedgerChange<bool> { Outcome = true, OtherRows = [new(TableTransactionActionType.Add, row)] };
        try
        {
            await ChangeAsync(account, _ => change, cancellationToken);
        }
        catch (OtherRowConflictException)
        {
            // The row's id is new, so the row that is there already is this one: an earlier attempt was applied and its answer was lost.
        }
        catch (AccountNotFoundException)
        {
            throw AccountClosing.Problem.ToException();
        }
    }

    /// <summary>
    /// Stops counting a generation as active without touching its reservation, and writes the other row in the same transaction. It works
    /// on a closing account too, and repeating it changes nothing.
    /// </summary>
    /// <exception cref="AccountNotFoundException"/>
    public async Task LeaveAsync(
        AccountId accountId,
        string generationId,
        TableTransactionAction otherRow,
        CancellationToken cancellationToken
    ) =>
        await _transactions.RunAsync<bool>(
            accountId,
            null,
            (attempt, _) =>
                new(
                    new LedgerChange<bool>
                    {
                        Outcome = true,
                        Usage = AdmissionRules.Leave(attempt.Account.Usage, generationId),
                        OtherRows = [otherRow],
                    }
                ),
            cancellationToken
        );

    /// <summary>
    /// Deletes an account that was opened by mistake, with its grant and its ledger entry, in one transaction. Nothing is deleted when the
    /// account was changed since it was read.
    /// </summary>
    public async Task DeleteUnusedAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var others = await OtherRowsAsync(account.Id, cancellationToken);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Delete, new TableEntity(account.Id.Value, LedgerKeys.Account), account.ETag),
            .. others.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
        ];
        try
        {
            await users.SubmitTransactionAsync(actions, cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            // Another request has done the same, or the account is being erased.
        }
    }

    private LedgerChange<bool> Closing(LedgerAccount account, DateTimeOffset openedAt) =>
        account.OpenedAt != openedAt ? LedgerChange.Nothing(false)
        : account.IsClosing ? LedgerChange.Nothing(true)
        : new LedgerChange<bool>
        {
            Outcome = true,
            Profile = profile => profile with { ClosingSince = time.GetUtcNow() },
        };

    private async Task DeletePageAsync(LedgerAccount account, CancellationToken cancellationToken)
    {
        var partition = account.Id.Value;
        var rows = await OtherRowsAsync(account.Id, cancellationToken);
        if (rows.Count == 0)
        {
            await users.DeleteEntityAsync(partition, LedgerKeys.Account, account.ETag, cancellationToken);
            return;
        }

        List<TableTransactionAction> actions =
        [
            new(
                TableTransactionActionType.UpdateMerge,
                new TableEntity(partition, LedgerKeys.Account) { ["Change"] = jitter.Token() },
                account.ETag
            ),
            .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)),
        ];
        await users.SubmitTransactionAsync(actions, cancellationToken);
    }

    /// <returns>The keys of up to <see cref="RowsAPage"/> rows of the account besides the account row.</returns>
    private async Task<IReadOnlyList<TableEntity>> OtherRowsAsync(
        AccountId account,
        CancellationToken cancellationToken
    )
    {
        var others = users.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {account.Value} and RowKey ne {LedgerKeys.Account}"),
            RowsAPage,
            [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)],
            cancellationToken
        );
        return await others.Take(RowsAPage).ToListAsync(cancellationToken);
    }
}
