using System.Collections.Immutable;

namespace AiPromptGen.Credits;

/// <summary>A new state and the ledger entries that lead to it.</summary>
public sealed record CreditChange(CreditAccount State, ImmutableArray<LedgerEntry> Entries);

public abstract record ReserveDecision
{
    private ReserveDecision() { }

    public sealed record Reserved(CreditChange Change) : ReserveDecision;

    public sealed record Insufficient(CreditAmount Available) : ReserveDecision;

    public sealed record AlreadyOpen(OpenReservation Reservation) : ReserveDecision;

    public sealed record TooManyOpen(int Limit) : ReserveDecision;
}

public abstract record ResolveDecision
{
    private ResolveDecision() { }

    public sealed record Resolved(CreditChange Change, CreditAmount Reserved, CreditAmount Charged) : ResolveDecision;

    public sealed record NotOpen : ResolveDecision;

    /// <summary>Only an expiry can be early.</summary>
    public sealed record NotDue(DateTimeOffset Deadline) : ResolveDecision;
}
