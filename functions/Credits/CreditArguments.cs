namespace AiPromptGen.Credits;

public sealed record ReserveRequest
{
    public required AccountId AccountId { get; init; }

    /// <summary>The generation's id.</summary>
    public required string ReservationId { get; init; }

    public required CreditAmount Amount { get; init; }

    /// <summary>Until then only the generation's own orchestration ends the reservation; afterwards it may be expired.</summary>
    public required DateTimeOffset Deadline { get; init; }
}

/// <summary>A change of the balance that is made once: a repetition of its id changes nothing.</summary>
public abstract record CreditMove
{
    /// <summary>The idempotency id. The id of a grant is also the id of its lot.</summary>
    public required string Id { get; init; }

    public required CreditAmount Amount { get; init; }

    public required string Reference { get; init; }
}

public sealed record Grant : CreditMove
{
    /// <summary>Id and reference of the one grant that a new account begins with.</summary>
    public const string SignUp = "sign-up";

    public required CreditOrigin Origin { get; init; }

    public DateTimeOffset? Expires { get; init; }
}

public sealed record Clawback : CreditMove
{
    /// <summary>The lot, and so the grant, that is taken back.</summary>
    public required string LotId { get; init; }
}

public sealed record Reinstatement : CreditMove
{
    public required string LotId { get; init; }

    /// <summary>The origin of a new lot, when nothing is left of the old one.</summary>
    public required CreditOrigin Origin { get; init; }

    /// <inheritdoc cref="Origin"/>
    public DateTimeOffset? Expires { get; init; }
}
