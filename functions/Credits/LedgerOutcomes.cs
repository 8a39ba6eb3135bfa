using System.Text.Json.Serialization;

namespace AiPromptGen.Credits;

[JsonConverter(typeof(JsonStringEnumConverter<ReservationState>))]
public enum ReservationState
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

public abstract record ReserveOutcome
{
    private ReserveOutcome() { }

    public sealed record Reserved(CreditAmount Balance, CreditAmount Available) : ReserveOutcome;

    public sealed record Insufficient(CreditAmount Available) : ReserveOutcome;

    public sealed record AlreadyResolved(ReservationState State, CreditAmount Charged) : ReserveOutcome;

    public sealed record TooManyOpen(int Limit) : ReserveOutcome;
}

public abstract record ResolveOutcome
{
    private ResolveOutcome() { }

    /// <param name="State">The one terminal state, whoever made it.</param>
    /// <param name="Charged">What that state charged.</param>
    /// <param name="Balance">Posted balance now.</param>
    /// <param name="First">This call made it; only then did its passengers ride.</param>
    public sealed record Resolved(ReservationState State, CreditAmount Charged, CreditAmount Balance, bool First)
        : ResolveOutcome;

    public sealed record NotFound : ResolveOutcome;

    /// <summary>Answer to an expiry before the deadline; nothing changed.</summary>
    public sealed record NotDue(DateTimeOffset Deadline) : ResolveOutcome;
}

public abstract record GrantOutcome
{
    private GrantOutcome() { }

    public sealed record Granted(CreditAmount Balance, CreditAmount Available) : GrantOutcome;

    /// <param name="Amount">What was granted then.</param>
    /// <param name="Reference">For what.</param>
    /// <param name="At">When.</param>
    public sealed record AlreadyGranted(CreditAmount Amount, string Reference, DateTimeOffset At) : GrantOutcome;

    /// <summary>Nothing was granted: with it the account would have more than one person may give alone.</summary>
    public sealed record OverLimit : GrantOutcome;
}

/// <summary>Of a clawback or a reinstatement.</summary>
public abstract record AdjustmentOutcome
{
    private AdjustmentOutcome() { }

    /// <param name="Posted">Signed change of the balance; the rest of what was asked changed the debt.</param>
    /// <param name="Balance">Posted balance now.</param>
    /// <param name="Debt">Debt now.</param>
    public sealed record Applied(long Posted, CreditAmount Balance, CreditAmount Debt) : AdjustmentOutcome;

    public sealed record AlreadyApplied(long Posted, DateTimeOffset At) : AdjustmentOutcome;
}

/// <param name="Entries">Newest first.</param>
/// <param name="Cursor">For the next page; null at the end.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Entries, string? Cursor);
