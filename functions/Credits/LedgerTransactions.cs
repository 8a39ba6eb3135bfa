using Azure;

namespace AiPromptGen.Credits;

/// <param name="Cached">
/// The account is from the cache or assumed, so only a decision to write counts: the write fails if the account is not so.
/// </param>
/// <param name="Retry">An earlier write of this call failed or had no clear answer, so the decision has to look for its rows first.</param>
/// <param name="Token">Marks what this call writes.</param>
internal sealed record LedgerAttempt(LedgerAccount Account, bool Cached, bool Retry, string Token);

internal delegate ValueTask<LedgerChange<T>> LedgerDecision<T>(
    LedgerAttempt attempt,
    CancellationToken cancellationToken
);

/// <param name="Account">As it is after the call.</param>
/// <param name="Wrote">This call changed it.</param>
internal sealed record LedgerResult<T>(T Outcome, LedgerAccount Account, bool Wrote);

/// <summary>
/// Decides on an account and writes the result on the condition that the account has not changed. After a lost race or an unclear answer it
/// reads and decides again.
/// </summary>
internal sealed class LedgerTransactions(TableClient users, TimeProvider time, Jitter jitter)
{
    /// <summary>Attempts of one call, with growing pauses between them, before it gives up with an unknown outcome.</summary>
    public const int MaxAttempts = 12;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly StripedLock _locks = new(1024);
    private readonly AccountCache _cache = new(4096);

    public async Task<LedgerAccount?> ReadAsync(AccountId id, CancellationToken cancellationToken)
    {
        var before = _cache.Find(id);
        if (await FindAsync(id, LedgerKeys.Account, cancellationToken) is not { } row)
        {
            _cache.Drop(id);
            return null;
        }

        var account = AccountRow.Read(row);
        _cache.PutRead(account, before);
        return account;
    }

    public async Task<TableEntity?> FindAsync(AccountId id, string rowKey, CancellationToken cancellationToken)
    {
        var found = await users.GetEntityIfExistsAsync<TableEntity>(id.Value, rowKey, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <param name="assumed">
    /// The account that is assumed when none exists; null when a missing account is an error. When nothing is cached, it is the first
    /// guess.
    /// </param>
    /// <exception cref="AccountNotFoundException"/>
    /// <exception cref="LedgerUnavailableException"/>
    /// <exception cref="OtherRowConflictException"/>
    public async Task<LedgerResult<T>> RunAsync<T>(
        AccountId id,
        LedgerAccount? assumed,
        LedgerDecision<T> decide,
        CancellationToken cancellationToken
    )
    {
        using var turn = await _locks.EnterAsync(id.Value, cancellationToken);
        var token = jitter.Token();
        var guess = _cache.Find(id) ?? assumed;
        LedgerChange<T>? tried = null;
        Exception? last = null;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var cached = guess is not null;
            try
            {
                var account =
                    guess ?? await ReadAsync(id, cancellationToken) ?? assumed ?? throw new AccountNotFoundException();
                if (tried is not null && string.Equals(account.Change, token, StringComparison.Ordinal))
                {
                    return new(tried.Outcome, account, true);
                }

                var change = await decide(new(account, cached, tried is not null, token), cancellationToken);
                if (change.Writes)
                {
                    tried = change;
                    return new(change.Outcome, await WriteAsync(account, change, token, cancellationToken), true);
                }

                if (!cached && !change.Again)
                {
                    return new(change.Outcome, account, false);
                }
            }
            catch (Exception failure) when (StorageFailure.IsUnclear(failure, cancellationToken))
            {
                _cache.Drop(id);
                ThrowIfOtherRowTwice(tried, last, failure);
                last = failure;
                if (!cached)
                {
                    await BackOffAsync(attempt, cancellationToken);
                }
            }
            catch
            {
                _cache.Drop(id);
                throw;
            }

            guess = null;
        }

        throw new LedgerUnavailableException(last);
    }

    private async Task<LedgerAccount> WriteAsync<T>(
        LedgerAccount account,
        LedgerChange<T> change,
        string token,
        CancellationToken cancellationToken
    )
    {
        var (after, action) = AccountRow.Write(account, change, token);
        var entries = change.Credits?.Entries ?? [];
        List<TableTransactionAction> actions =
        [
            action,
            .. change.Rows,
            .. entries.Select(entry => EntryRow.Add(account.Id, entry)),
            .. change.OtherRows,
        ];
        TableGuards.Check(actions);
        var answers = await users.SubmitTransactionAsync(actions, cancellationToken);
        after = after with { ETag = answers.Value[0].Headers.ETag ?? default };
        if (after.ETag == default)
        {
            _cache.Drop(account.Id);
        }
        else
        {
            _cache.Put(after);
        }

        return after;
    }

    /// <summary>
    /// The first conflict on such a row may come from our own write, which was applied although its answer was lost. A second one in a row
    /// means that another call wrote the row.
    /// </summary>
    private static void ThrowIfOtherRowTwice<T>(LedgerChange<T>? tried, Exception? last, Exception failure)
    {
        if (tried is not null && OtherRowOf(tried, last) >= 0 && OtherRowOf(tried, failure) is >= 0 and var index)
        {
            throw new OtherRowConflictException(index, ((RequestFailedException)failure).Status, failure);
        }
    }

    private static int OtherRowOf<T>(LedgerChange<T> tried, Exception? failure)
    {
        var own = 1 + tried.Rows.Count + (tried.Credits?.Entries.Length ?? 0);
        return failure is TableTransactionFailedException { Status: 404 or 409 or 412 } failed
            ? (failed.FailedTransactionActionIndex ?? -1) - own
            : -1;
    }

    private Task BackOffAsync(int attempt, CancellationToken cancellationToken)
    {
        var delay = FirstDelay * Math.Pow(2, attempt - 1);
        var capped = delay < MaxDelay ? delay : MaxDelay;
        return Task.Delay(capped * jitter.Next(), time, cancellationToken);
    }
}
