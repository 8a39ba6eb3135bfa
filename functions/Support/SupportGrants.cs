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

public sealed record SupportGrantRequest
{
    public required long Credits { get; init; }
    public required GrantReason Reason { get; init; }
}

internal sealed record SupportGrantView(string Id, string AccountId, long Credits, GrantReason Reason);

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
}
