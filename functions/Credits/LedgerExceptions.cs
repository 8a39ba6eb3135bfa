namespace AiPromptGen.Credits;

/// <summary>The account was never opened, or was erased.</summary>
public sealed class AccountNotFoundException() : Exception("There is no such account.");

/// <summary>Storage or contention outlasted the retries; whether the change was made is unknown, so ask again.</summary>
public sealed class LedgerUnavailableException(Exception? inner)
    : Exception("The ledger gave no definite answer; repeat the call.", inner);

/// <summary>A passenger's own condition failed, so nothing was written.</summary>
/// <param name="index">Of the passenger, from 0.</param>
/// <param name="status">404, 409 or 412.</param>
public sealed class PassengerConflictException(int index, int status, Exception inner)
    : Exception("A row that rides in the transaction was changed by somebody else; nothing was written.", inner)
{
    public int Index { get; } = index;

    public int Status { get; } = status;
}
