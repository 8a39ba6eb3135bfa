using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

[JsonConverter(typeof(JsonStringEnumConverter<ReservationStatus>))]
public enum ReservationStatus
{
    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("committed")]
    Committed,

    [JsonStringEnumMemberName("released")]
    Released,

    [JsonStringEnumMemberName("expired")]
    Expired,
}

/// <summary>The outcome of asking for a reservation, both of the rules' decision and of the ledger's call.</summary>
public abstract record ReserveResult
{
    private ReserveResult() { }

    public sealed record Reserved(CreditAmount Balance, CreditAmount Available) : ReserveResult
    {
        /// <summary>
        /// The change that the rules decide on; null when the reservation exists already, and always null in the ledger's answers.
        /// </summary>
        public CreditChange? Change { get; init; }
    }

    public sealed record Insufficient(CreditAmount Available) : ReserveResult;

    /// <summary>Only the ledger returns this, from the reservation's row; the rules see open reservations only.</summary>
    public sealed record AlreadyResolved(ReservationStatus State, CreditAmount Charged) : ReserveResult;

    public sealed record TooManyOpen(int Limit) : ReserveResult;
}

/// <summary>The outcome of ending a reservation, both of the rules' decision and of the ledger's call.</summary>
public abstract record ResolveResult
{
    private ResolveResult() { }

    /// <param name="State">The final state of the reservation, which this or an earlier call set.</param>
    /// <param name="Charged">Credits that were charged with it.</param>
    /// <param name="Balance">Posted balance now.</param>
    /// <param name="First">Whether this call ended the reservation. Only then were the other slices' rows of this call written.</param>
    public sealed record Resolved(ReservationStatus State, CreditAmount Charged, CreditAmount Balance, bool First)
        : ResolveResult
    {
        /// <summary>The change that the rules decide on; always null in the ledger's answers.</summary>
        public CreditChange? Change { get; init; }
    }

    /// <summary>
    /// From the rules: no reservation of this id is open. From the ledger: none was ever made, or there is no such account.
    /// </summary>
    public sealed record NotFound : ResolveResult;

    /// <summary>Answer to an expiry before the deadline; nothing changed.</summary>
    public sealed record NotDue(DateTimeOffset Deadline) : ResolveResult;
}

public abstract record GrantResult
{
    private GrantResult() { }

    public sealed record Granted(CreditAmount Balance, CreditAmount Available) : GrantResult;

    /// <param name="Amount">Credits that were granted then.</param>
    /// <param name="Reference">Reference of that grant.</param>
    /// <param name="At">When it was granted.</param>
    public sealed record AlreadyGranted(CreditAmount Amount, string Reference, DateTimeOffset At) : GrantResult;

    /// <summary>Nothing was granted: with it the account would have more than one person may give alone.</summary>
    public sealed record OverLimit : GrantResult;
}

/// <summary>The outcome of a clawback or a reinstatement.</summary>
public abstract record AdjustmentResult
{
    private AdjustmentResult() { }

    /// <param name="Posted">Signed change of the balance; the rest of what was asked changed the debt.</param>
    /// <param name="Balance">Posted balance now.</param>
    /// <param name="Debt">Debt now.</param>
    public sealed record Applied(long Posted, CreditAmount Balance, CreditAmount Debt) : AdjustmentResult;

    public sealed record AlreadyApplied(long Posted, DateTimeOffset At) : AdjustmentResult;
}

/// <param name="Entries">Newest first.</param>
/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Entries, string? Cursor);

/// <summary>The account was never opened, or was erased.</summary>
public sealed class AccountNotFoundException() : Exception("There is no such account.");

/// <summary>Storage or contention outlasted the retries; whether the change was made is unknown, so ask again.</summary>
public sealed class LedgerUnavailableException(Exception? inner)
    : Exception("The ledger gave no definite answer; repeat the call.", inner);

/// <summary>The condition of a row that was to be written with the account failed, so nothing was written.</summary>
/// <param name="index">The place of that row among the rows of other slices in the transaction, from 0.</param>
/// <param name="status">404, 409 or 412.</param>
public sealed class OtherRowConflictException(int index, int status, Exception inner)
    : Exception("A row of the same transaction was changed by somebody else; nothing was written.", inner)
{
    public int Index { get; } = index;

    public int Status { get; } = status;
}
