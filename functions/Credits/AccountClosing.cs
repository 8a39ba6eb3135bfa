namespace AiPromptGen.Credits;

/// <summary>An account on its way to erasure: it settles what is open and takes nothing new (docs/adr/0012-erasure.md).</summary>
public static class AccountClosing
{
    public static readonly Problem Problem = Problem.Conflict(
        "account-closing",
        "This account is being deleted",
        "It takes nothing new. Once it is gone, signing in makes a new account. If it takes longer than a day, write to "
            + $"{Problems.Contact}."
    );

    /// <summary>To somebody who deleted the account and comes with a sign-in from before: another tab, another device, a script.</summary>
    public static readonly Problem SignedInBefore = new(
        401,
        "signed-in-before-erasure",
        "Your account was deleted after this sign-in",
        "It opens no new account. Sign in again for one; if that gives this answer, do so once more after five minutes. "
            + $"If it was not you who deleted it, write to {Problems.Contact}."
    );

    /// <summary>To somebody who has signed in since, or whose client has renewed the token by itself: only an act of its own opens.</summary>
    public static readonly Problem Erased = Problem.Conflict(
        "account-erased",
        "Your account was deleted",
        "No other one is opened unless it is asked for: by signing in on the website, or with POST /account. If it was not "
            + $"you who deleted it, write to {Problems.Contact}."
    );

    /// <summary>An account that a slow request meets too late is gone or closing; the answer is the same.</summary>
    /// <exception cref="ProblemException">409.</exception>
    internal static LedgerAccount Open(LedgerAccount account) =>
        account.IsClosing ? throw Problem.ToException() : account;

    /// <summary>A cached account may be one that was erased since: only a fresh read decides.</summary>
    internal static LedgerChange<T> Refuse<T>(LedgerAttempt attempt) =>
        attempt.Cached ? LedgerChange.Again<T>() : throw Problem.ToException();
}
