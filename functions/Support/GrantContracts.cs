using System.Text.Json.Serialization;

namespace AiPromptGen.Support;

/// <summary>Why credits are given: words, so that no grant carries content.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<GrantReason>))]
public enum GrantReason
{
    GenerationFailed,
    ChargedWrongly,
    ProviderFailure,
    ServiceOutage,
    Courtesy,
}

/// <summary>Body of <c>POST /support/accounts/{id}/grants</c>.</summary>
public sealed record SupportGrantRequest
{
    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }
}

/// <summary>Body of <c>POST /support/grants</c>.</summary>
public sealed record SupportGrantOrder
{
    public required string AccountId { get; init; }
    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }
}

/// <summary>Body of <c>POST /support/grants/approvals</c>.</summary>
public sealed record SupportGrantApproval
{
    public required string AccountId { get; init; }

    /// <summary>Of the grant that waits.</summary>
    public required string Id { get; init; }
}

internal sealed record SupportGrantView(string Id, string AccountId, long Credits, GrantReason Reason);

/// <summary>A grant that a second person has to approve.</summary>
internal sealed record SupportGrantWaitingView(
    string Id,
    string AccountId,
    long Credits,
    GrantReason Reason,
    DateTimeOffset ExpiresAt
);

internal static class SupportProblems
{
    public static readonly Problem AccountNotFound = new(404, "account-not-found", "There is no such account");

    /// <summary>Whoever has the role is a customer too.</summary>
    public static readonly Problem OwnAccount = new(
        403,
        "own-account",
        "Nobody gives to their own account",
        "Ask a colleague who has the role."
    );

    public static readonly Problem SecondPersonNeeded = new(
        403,
        "second-person-needed",
        "One person alone may not give so much",
        "Ask with POST /support/grants; another person with the role approves."
    );

    public static readonly Problem GrantNotFound = new(
        404,
        "grant-not-found",
        "No such grant waits",
        "The account's id and the grant's are those of the answer to POST /support/grants."
    );

    public static readonly Problem GrantExpired = Problem.Conflict(
        "grant-expired",
        "This grant has waited for too long",
        "Ask again, with a new Idempotency-Key."
    );

    public static Problem CreditsOutOfRange =>
        Problems.Invalid("credits", "credits-out-of-range", $"A number from 1 to {SupportGrants.MostCredits}.");
}
