namespace AiPromptGen.Credits;

/// <summary>
/// The answers of an account that is being erased, or was. While it is closing, it settles what is open and takes nothing new
/// (docs/adr/0012-erasure.md).
/// </summary>
public static class AccountClosing
{
    public static readonly Problem Problem = Problem.Conflict(
        "account-closing",
        "This account is being deleted",
        "It takes nothing new. Once it is gone, signing in makes a new account. If it takes longer than a day, write to "
            + $"{Problems.Contact}."
    );

    /// <summary>
    /// The answer to a person who deleted the account and whose sign-in is older than that, such as one from another tab, another device or
    /// a script.
    /// </summary>
    public static readonly Problem SignedInBefore = new(
        401,
        "signed-in-before-erasure",
        "Your account was deleted after this sign-in",
        "It opens no new account. Sign in again for one; if that gives this answer, do so once more after five minutes. "
            + $"If it was not you who deleted it, write to {Problems.Contact}."
    );

    /// <summary>
    /// The answer to a person whose sign-in is newer than the erasure. Their client may have renewed the token by itself, so a new account
    /// is opened only when they ask for it.
    /// </summary>
    public static readonly Problem Erased = Problem.Conflict(
        "account-erased",
        "Your account was deleted",
        "No other one is opened unless it is asked for: by signing in on the website, or with POST /account. If it was not "
            + $"you who deleted it, write to {Problems.Contact}."
    );

    /// <summary>The account, unless it is closing.</summary>
    /// <exception cref="ProblemException">409: the account is closing.</exception>
    internal static LedgerAccount Open(LedgerAccount account) =>
        account.IsClosing ? throw Problem.ToException() : account;

    /// <summary>Whether the account that is meant is closing, or was erased, so that the person has another one by now.</summary>
    internal static bool IsOver(LedgerAccount found, AccountRef meant) =>
        found.IsClosing || (meant.OpenedAt is { } openedAt && found.OpenedAt != openedAt);

    /// <summary>
    /// Refuses a change of a closing account, but only when the account was just read. A cached one is read again first, because the
    /// account may have been erased and opened anew since.
    /// </summary>
    internal static LedgerChange<T> Refuse<T>(LedgerAttempt attempt) =>
        attempt.Cached ? LedgerChange.Again<T>() : throw Problem.ToException();
}
