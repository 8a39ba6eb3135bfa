using System.Buffers.Text;
using System.Text;

namespace AiPromptGen.Accounts;

/// <param name="Cursor">Where the next page begins; null on the last page. A short or empty page may still have a cursor.</param>
internal sealed record InactivePage(IReadOnlyList<LedgerAccount> Accounts, string? Cursor);

/// <summary>Finds inactive accounts, notes that their people were told, and closes those whose days of notice are over.</summary>
internal sealed class InactiveAccounts(
    StorageClients storage,
    AccountLedger ledger,
    IOptions<RetentionOptions> options,
    TimeProvider time
)
{
    /// <summary>Accounts that one page has at most.</summary>
    private const int PerPage = 100;

    /// <summary>Reads for one page. Storage looks at up to 1,000 rows in each, and may find none that matches.</summary>
    private const int MaxReads = 32;

    /// <summary>Characters of a cursor.</summary>
    private const int MaxCursor = 500;

    /// <summary>Whether the text can be a cursor of ours. Null, the beginning of the list, is one.</summary>
    public static bool IsCursor(string? cursor) => cursor is null || TokenOf(cursor) is not null;

    /// <summary>Inactive accounts whose person was not told yet and has an e-mail address here to be told at.</summary>
    public async Task<InactivePage> FindUntoldAsync(string? cursor, CancellationToken cancellationToken)
    {
        var (found, token) = (new List<LedgerAccount>(), cursor is null ? null : TokenOf(cursor));
        if (options.Value.InactiveDays == 0)
        {
            return new InactivePage(found, null);
        }

        var reads = 0;
        // The id of every account begins with an 'a', so this range is all accounts.
        var pages = storage
            .Users.QueryAsync<TableEntity>(Filter("a", "b"), PerPage, cancellationToken: cancellationToken)
            .AsPages(token, PerPage);
        await foreach (var page in pages)
        {
            var now = time.GetUtcNow();
            found.AddRange(
                page.Values.Select(AccountRow.Read)
                    .Where(a =>
                        InactiveRules.IsInactive(a, options.Value, now) && IsUntold(a) && InactiveRules.HasAddress(a)
                    )
            );
            token = page.ContinuationToken;
            if (token is null || found.Count > 0 || ++reads == MaxReads)
            {
                break;
            }
        }

        return new InactivePage(found, token is null ? null : CursorOf(token));
    }

    /// <summary>
    /// Accounts in these partitions with which the sweep has to do something: those that must go, those that are closing, and
    /// those that nobody can be told of because no address is held. Inactive accounts that hold paid credits, or whose person was
    /// not told yet, are not among them, so they never fill a run.
    /// </summary>
    public IAsyncEnumerable<AccountId> FindDueAsync(
        (string From, string End) range,
        CancellationToken cancellationToken
    ) =>
        storage
            .Users.QueryAsync<TableEntity>(Filter(range.From, range.End), PerPage, cancellationToken: cancellationToken)
            .Select(AccountRow.Read)
            .Where(account => InactiveRules.IsDue(account, options.Value, time.GetUtcNow()))
            .Select(account => account.Id);

    /// <summary>Notes on the account that its person was told now. A second note changes nothing: the first time counts.</summary>
    /// <returns>When the account will be erased; null when it is not inactive, is being erased already, or does not exist.</returns>
    public async Task<DateTimeOffset?> TellAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.ChangeAsync(AccountRef.Current(accountId), Tell, cancellationToken);
        }
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            return null;
        }
    }

    /// <summary>Closes the account if it still must go; somebody who signed in since it was found keeps it.</summary>
    /// <returns>The account when it is closing, by this call or an earlier one; null when it stays.</returns>
    public async Task<LedgerAccount?> CloseAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        if (await ledger.ReadAsync(accountId, cancellationToken) is not { } account)
        {
            return null;
        }

        if (account.IsClosing)
        {
            return account;
        }

        if (IsUntold(account) && !InactiveRules.HasAddress(account))
        {
            // Nobody can be told, because no address is held. The days of notice begin now.
            await TellAsync(accountId, cancellationToken);
            return null;
        }

        try
        {
            var isClosed = await ledger.ChangeAsync(account.Ref, Close, cancellationToken);
            return isClosed ? await ledger.ReadAsync(accountId, cancellationToken) : null;
        }
        catch (Exception gone) when (gone is AccountNotFoundException or ProblemException)
        {
            return null;
        }
    }

    private LedgerChange<DateTimeOffset?> Tell(LedgerAccount account)
    {
        var now = time.GetUtcNow();
        if (!InactiveRules.IsInactive(account, options.Value, now))
        {
            return LedgerChange.Nothing<DateTimeOffset?>(null);
        }

        var notice = options.Value.NoticeDays;
        return InactiveRules.Told(account) is { } told
            ? LedgerChange.Nothing<DateTimeOffset?>(told.AddDays(notice))
            : new LedgerChange<DateTimeOffset?>
            {
                Outcome = now.AddDays(notice),
                Profile = profile => profile with { ToldAt = now },
            };
    }

    private LedgerChange<bool> Close(LedgerAccount account)
    {
        var now = time.GetUtcNow();
        return InactiveRules.MustGo(account, options.Value, now)
            ? new LedgerChange<bool> { Outcome = true, Profile = profile => profile with { ClosingSince = now } }
            : LedgerChange.Nothing(false);
    }

    private string Filter(string from, string end)
    {
        var (row, since) = (LedgerKeys.Account, time.GetUtcNow().AddDays(-options.Value.InactiveDays));
        return TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey lt {end} and RowKey eq {row} and LastSeenAt le {since}"
        );
    }

    private static bool IsUntold(LedgerAccount account) => InactiveRules.Told(account) is null;

    private static string CursorOf(string token) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    /// <returns>The continuation token of storage in the cursor, "partition row"; null when it is no cursor of ours.</returns>
    private static string? TokenOf(string cursor) =>
        cursor.Length is > 0 and <= MaxCursor
        && Base64Url.IsValid(cursor)
        && Encoding.Latin1.GetString(Base64Url.DecodeFromChars(cursor)) is var token
        && token.Split(' ') is [{ Length: > 0 }, { Length: > 0 }]
        && token.All(c => c is >= ' ' and <= '~')
            ? token
            : null;
}
