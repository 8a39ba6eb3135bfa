using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.Credits;

/// <summary>
/// The one writer of accounts. Every change is one conditional transaction on the account's partition; `passengers` are rows
/// of other slices that ride in it (called per attempt, only when this call writes the outcome it is given).
/// </summary>
public sealed class AccountLedger(TableClient users, TimeProvider time, Jitter jitter)
{
    /// <summary>Reads the account, or makes it with its profile properties and sign-up grant (null: none).</summary>
    public Task<LedgerAccount> OpenAsync(
        AccountId accountId,
        IReadOnlyDictionary<string, object> profile,
        Grant? signUpGrant,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException($"{users.Name}{time.LocalTimeZone}{jitter.Token()}");

    public Task<LedgerAccount?> ReadAsync(AccountId accountId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    public Task<LedgerPage> EntriesAsync(
        AccountId accountId,
        string? cursor,
        int pageSize,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<ReserveOutcome> ReserveAsync(
        ReserveRequest request,
        Func<ReserveOutcome.Reserved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Charges at most what is reserved; the rest returns at once. Ends the active generation of the same id.</summary>
    public Task<ResolveOutcome> CommitAsync(
        AccountId accountId,
        string reservationId,
        CreditAmount amount,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<ResolveOutcome> ReleaseAsync(
        AccountId accountId,
        string reservationId,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<ResolveOutcome> ExpireAsync(
        AccountId accountId,
        string reservationId,
        Func<ResolveOutcome.Resolved, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<GrantOutcome> GrantAsync(
        AccountId accountId,
        Grant grant,
        Func<GrantOutcome.Granted, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<AdjustmentOutcome> ClawbackAsync(
        AccountId accountId,
        Clawback clawback,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<AdjustmentOutcome> ReinstateAsync(
        AccountId accountId,
        Reinstatement reinstatement,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<AdjustmentOutcome> CorrectAsync(
        AccountId accountId,
        Correction correction,
        Func<AdjustmentOutcome.Applied, IEnumerable<TableTransactionAction>>? passengers,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>
    /// One conditional transaction on the account row and its passengers. The decision is made again after every lost race or
    /// unclear answer, so it must recognise its own effect (as admission does by id) and stay free of side effects.
    /// </summary>
    public Task<T> ChangeAsync<T>(
        AccountId accountId,
        Func<LedgerAccount, LedgerChange<T>> decide,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();
}
